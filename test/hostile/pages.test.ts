/** What hostile names become where others look at them: pages, spreadsheets, letters. */
import { systemCall } from '../../src/call';
import { cardPage } from '../../src/desk/pages/card-page';
import { deskPage } from '../../src/desk/pages/desk-page';
import { sheetOf, writeWorkbook } from '../../src/reports/workbook';
import { inflateEntry, readZip } from '../../src/documents/zip-reader';
import { goodCall } from './good-calls';
import { callOperation } from './node-call';
import { allOperations } from './operation-fields';
import { openWorld } from './world';
import type { World } from './world';

const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onmouseover=alert(1) {{7*7}} javascript:alert(1)`;
/** Markup that was not escaped. */
const ALIVE = /<script>alert|<img src=x|"><script|' onmouseover=/;

let world: World;
beforeAll(async () => void (world = await openWorld()), 60_000);
afterAll(async () => await world?.close());

/** Every text that people or clients can give, in every row. */
async function poison(): Promise<void> {
	await world.workspace.database.transaction(async (tx) => {
		for (const [table, columns] of Object.entries({
			leads: ['title', 'client_name', 'company_name', 'phone', 'email', 'comment', 'source'],
			companies: ['name'],
			contacts: ['name'],
			deals: ['title'],
			register_entries: ['title', 'number', 'status_reason', 'file_name'],
			employees: ['name'],
			departments: ['name'],
			notifications: ['text', 'link'],
			tasks: ['title', 'body'],
			escalations: ['note'],
			legal_entities: ['short_name'],
		})) {
			// Numbers of entries and the like are unique.
			for (const column of columns) await tx.run(`update ${table} set ${column} = :evil || id where ${column} is not null`, { evil: EVIL });
		}
		await tx.run('update stage_history set actor_json = :actor', { actor: JSON.stringify({ kind: 'person', name: EVIL }) });
		await tx.run('update leads set fields_json = :fields', { fields: JSON.stringify({ [EVIL.slice(0, 60)]: EVIL, product: EVIL }) });
	});
}

async function outputOf(name: string, parameters: Readonly<Record<string, unknown>>) {
	const one = allOperations.find((candidate) => candidate.name === name);
	if (!one) throw new Error(`There is no operation "${name}"`);
	const answer = await callOperation(one.operation, { credential: world.credential, parameters: { ...goodCall(one), ...parameters } });
	if (answer.kind === 'refused') throw new Error(answer.message);
	return answer.items[0];
}

it('R-REG-5, R-CORE-6: no page of the desk takes markup from what people and clients wrote', async () => {
	await poison();
	const { workspace } = world;
	const pages = {
		desk: await deskPage(workspace, {}),
		'desk of one': await deskPage(workspace, { email: 'ivan@example.com' }),
		lead: await cardPage(workspace, { kind: 'lead', id: 1 }),
		deal: await cardPage(workspace, { kind: 'deal', id: 1 }),
		company: await cardPage(workspace, { kind: 'company', id: 1 }),
		entry: await cardPage(workspace, { kind: 'entry', id: 1 }),
		report: String((await outputOf('Sales Report, month: get', { format: 'page' }))?.json.html),
		effectiveness: String((await outputOf('Sales Report, effectiveness: get', { format: 'page', managerId: '' }))?.json.html),
		'dry run': String((await outputOf('Priority Monitor: dryRun', { putOut: 'page' }))?.json.html),
	};
	for (const [name, page] of Object.entries(pages)) {
		expect({ name, alive: ALIVE.exec(page)?.[0] }).toEqual({ name, alive: undefined });
		expect({ name, isPage: page.startsWith('<!doctype html>') }).toEqual({ name, isPage: true });
		// Nothing a page holds may run or load: links and forms of ours only.
		expect({ name, runs: /<script|\shref="(?!card|desk|file|\.\.\/|report|effectiveness|#)|src=(?!x)/i.exec(page.replace(/&[a-z#0-9]+;/g, ''))?.[0] }).toEqual({ name, runs: undefined });
	}
	expect(pages.lead).toContain('&lt;script&gt;');
	world.data.restore();
});

it('R-PAY-4: names that begin like formulas stand in a workbook as text, and its XML stays well-formed', async () => {
	const names = ['=1+1', '+1', '-1', '@SUM(A1)', '=cmd|\' /C calc\'!A0', '=HYPERLINK("http://evil.example")', '\t=1', '<v>&"\'', ']]>', '\ufffe\uffff', 'a\u0007b', 'a_x0041_b', 'д'.repeat(32_767)];
	const bytes = await writeWorkbook([sheetOf('=Лист', [{ title: '=1+1', kind: 'text', width: 10, value: (row: string) => row }], names, 'Europe/Moscow')]);
	const xml = readZip(bytes).filter(({ name }) => name.endsWith('.xml')).map((part) => Buffer.from(inflateEntry(part, 10_000_000)).toString('utf8'));
	for (const text of xml) {
		expect(text).not.toMatch(/<f[ >]|<hyperlink|t="str"/);
		// eslint-disable-next-line no-control-regex
		expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
	}
	const { default: readSheets } = await (await import('../../src/vendor')).loadSpreadsheetReader();
	const rows = (await readSheets(Buffer.from(bytes)))[0]?.data ?? [];
	expect(rows.slice(1, 7).flat()).toEqual(names.slice(0, 6));
	expect(rows).toHaveLength(names.length + 1);
});

it('R-LEAD-3: a subject of a letter is one line, whatever a client is called', async () => {
	const { workspace } = world;
	await workspace.transaction(systemCall('test'), async (tx) => await tx.run("update leads set client_name = :evil, email = 'client@example.ru' where id = 1", { evil: 'Иван\r\nBcc: evil@example.com\r\n\r\nтело' }));
	await outputOf('Deal Desk, letter: request', { subject: 'chosen', subjectKind: 'lead', subjectId: { value: '1' }, letterSubject: '{client}: ваша заявка', body: 'Здравствуйте', purpose: 'service' });
	expect(await workspace.read(async (query) => await query.get('select subject from letters order by id desc limit 1'))).toEqual({ subject: 'Иван Bcc: evil@example.com тело: ваша заявка' });
	world.data.restore();
});

it('R-LEAD-1: a letter goes to one address only, whatever the e-mail field holds', async () => {
	for (const email of ['a@b.ru, evil@example.com', 'a@b.ru\r\nBcc: evil@example.com', '"a@b.ru" <evil@example.com>', 'a@b.ru;evil@example.com', 'a@b.ru\nevil@example.com']) {
		await expect(outputOf('Deal Desk, lead: takeIn', { enquiryFrom: 'fields', source: 'website', repeatWithinHours: 0, clientName: 'Иван', email })).rejects.toThrow(/^email: /);
	}
});
