/** Two months of clients and money on a real n8n: the demo company with its two years behind it, the workflows as they are shipped. */
import { createHash } from 'node:crypto';

import { systemCall } from '../../src/call';
import type { Priority } from '../../src/crm/company';
import { addContact } from '../../src/desk/contacts/add-contact';
import { loadPeople } from '../../src/desk/organisation/people';
import { saveDepartment } from '../../src/desk/organisation/save-department';
import { saveEmployee } from '../../src/desk/organisation/save-employee';
import { listPayments } from '../../src/desk/payments/list-payments';
import { effectiveness } from '../../src/desk/effectiveness/effectiveness';
import type { Workspace } from '../../src/desk/workspace';
import type { Employee } from '../../src/organisation/organisation';
import { loadSpreadsheetReader, loadSpreadsheetWriter } from '../../src/vendor';
import type { WorkflowJson } from '../harness/workflow-json';
import { aCompany, aDeal } from '../helpers/subjects';
import { deal, MOSCOW, noticesOn, NOVOSIBIRSK } from '../workflows/what-happened';
import { FORM_LOGIN, moveClockTo, startDeskServer } from './desk-server';
import type { DeskServer } from './desk-server';
import { submitForm } from './form';

const test = systemCall('test');
const DAY_MS = 86_400_000;
const START = '2026-06-16T08:00:00+03:00';
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

/** Records the story is about, written before n8n starts. */
let people: Record<'ivan' | 'maria' | 'anna', Employee>;
const company = { silent: 0, far: 0, asking: 0, called: 0, raised: 0, planned: 0, written: 0 };
const money = { near: 0, other: 0, far: 0, third: 0 };

async function prepare(workspace: Workspace): Promise<void> {
	await saveDepartment(workspace, { code: 'kzn', name: 'Казань', zone: MOSCOW, parentCode: 'board' }, test);
	await saveEmployee(workspace, { email: 'rustam@example.com', name: 'Рустам Казанцев', role: 'head', departmentCode: 'kzn' }, test);
	await saveEmployee(workspace, { email: 'alsu@example.com', name: 'Алсу Волжская', role: 'manager', departmentCode: 'kzn' }, test);
	await saveDepartment(workspace, { code: 'kzn', headEmail: 'rustam@example.com' }, test);
	const { employees } = await workspace.read(loadPeople);
	const person = (email: string) => [...employees.values()].find((one) => one.email === email) as Employee;
	people = { ivan: person('ivan@example.com'), maria: person('maria@example.com'), anna: person('anna@example.com') };
	const inCharge = (one: Employee) => ({ responsibleId: one.id, departmentId: one.departmentId });
	const client = async (name: string, of: Employee, priority: Priority) => (await aCompany(workspace, { name, priority, ...inCharge(of), createdAt: Date.parse(START) - 100 * DAY_MS })).id;
	company.silent = await client('Молчун', people.ivan, 'key');
	company.far = await client('Сибиряк', people.maria, 'cool');
	company.asking = await client('Проситель', people.ivan, 'key');
	company.called = await client('Собеседник', people.ivan, 'key');
	company.raised = await client('Растущий', people.ivan, 'small');
	company.planned = await client('По расписанию', people.maria, 'small');
	company.written = await client('Читатель', people.maria, 'small');
	await workspace.transaction(test, async (tx) => {
		await addContact(tx, { companyId: company.asking, name: 'Пётр', phone: null, email: 'asking@client.example' });
		await addContact(tx, { companyId: company.written, name: 'Сергей', phone: '+79137770001', email: 'reader@client.example' });
		// The same person, by the phone, on another card.
		await addContact(tx, { companyId: company.planned, name: 'Сергей П.', phone: '+79137770001', email: 'private@client.example' });
	});
	const dealOf = async (one: Employee) => (await aDeal(workspace, inCharge(one))).id;
	money.near = await dealOf(people.ivan);
	money.other = await dealOf(people.ivan);
	money.far = await dealOf(people.maria);
	money.third = await dealOf(person('alsu@example.com'));
}

/** What an operator does who wants another rule for one department: a second "declare" behind the first. */
function withOtherRules(workflow: WorkflowJson): WorkflowJson {
	const first = workflow.nodes.find(({ name }) => name === 'Declare the cut-off');
	if (!first) return workflow;
	const behind = (name: string, department: string, dayOffRule: string) => ({ ...first, id: `declare-${department}`, name, parameters: { ...first.parameters, department, dayOffRule } });
	const main = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	return {
		...workflow,
		nodes: [...workflow.nodes, { ...behind('Nizhny: the day before', 'nn', 'previous'), executeOnce: true }, { ...behind('Kazan: the same day', 'kzn', 'same'), executeOnce: true }],
		connections: { ...workflow.connections, [first.name]: main('Nizhny: the day before'), 'Nizhny: the day before': main('Kazan: the same day') },
	};
}

describe('clients and money', () => {
	let desk: DeskServer;

	beforeAll(async () => {
		desk = await startDeskServer(['watch-priorities', 'remind-calls-and-letters', 'watch-payments', 'close-month', 'show-effectiveness', 'take-in-lead', 'send-letters', 'operate-workspace', 'report-failures'], { startAt: START, history: true, prepare, change: withOtherRules });
		await desk.settle();
	}, 240_000);
	afterAll(async () => await desk?.stop());

	const all = async (sql: string) => await desk.workspace.read(async (query) => await query.all(sql));
	const told = async (id: number, zone = MOSCOW, about = '') => (await noticesOn(desk.workspace, { kind: 'company', id }, zone)).filter(({ text }) => text.includes(about));
	const reminders = async (id: number, zone = MOSCOW) => (await told(id, zone, 'Напомнить клиенту о сертификации')).map(({ at }) => at);
	const page = async (path: string) => {
		const answer = await fetch(`${desk.n8n.baseUrl}/webhook/deal-desk/${path}`, { headers: { authorization: FORM_LOGIN } });
		return { status: answer.status, type: answer.headers.get('content-type') ?? '', bytes: Buffer.from(await answer.arrayBuffer()) };
	};
	const departmentIds = async () => Object.fromEntries((await all('select id, code from departments')).map(({ id, code }) => [String(code), Number(id)])) as Record<'nn' | 'nsk' | 'kzn', number>;
	const toldOfMonths = async (code: 'nn' | 'nsk' | 'kzn', zone = MOSCOW) => await noticesOn(desk.workspace, { kind: 'department', id: (await departmentIds())[code] }, zone);

	it('R-PRI-1: a priority set by form starts its scenario at once', async () => {
		expect(await submitForm(desk.n8n, 'company-priority', [String(company.raised), 'Ключевой · key', 'Кузнецов Иван'])).toContain('<h1>Готово</h1>');
		await desk.settle();
		expect(await told(company.raised)).toMatchObject([{ to: 'Иван Кузнецов', at: expect.stringMatching(/^2026-06-16 08:0/), text: expect.stringMatching(/приоритет теперь «ключевой».*норма 20 заявок за 365 дней/) }]);
		expect(await submitForm(desk.n8n, 'company-priority', ['47110', 'Ключевой · key', 'Кузнецов Иван'])).toMatch(/<h1>Не принято<\/h1>[\s\S]*Нет компании № 47110\./);
	}, 300_000);

	it('R-PRI-2: on the working morning of each department its manager is told of the silent client, with the numbers', async () => {
		await desk.playTo('2026-06-17T12:00:00+03:00');
		expect(await told(company.silent)).toEqual([
			{ to: 'Иван Кузнецов', at: '2026-06-16 09:00', text: `Напомнить клиенту о сертификации. Компания № ${company.silent}: Молчун. Приоритет «ключевой»: норма 20 заявок за 365 дней, то есть раз в 18 дней; за последние 365 дней 0 заявок, ожидалось 5; клиент у нас 100 дней; заявок ещё не было.` },
		]);
		expect(await told(company.far, NOVOSIBIRSK)).toMatchObject([{ to: 'Мария Зайцева', at: '2026-06-17 09:00' }]);
		expect(desk.mailbox.to('ivan@example.com').filter(({ mail }) => String(mail.text).includes('Молчун'))).toHaveLength(1);
	}, 300_000);

	it('R-PRI-4: calls and letters are planned, and a decision about advertising recorded, by form', async () => {
		expect(await submitForm(desk.n8n, 'plan-contact', [String(company.planned), 'Звонок · call', '2026-06-18T02:00+07:00', 'Каждые N дней · every', '7', 'Обсудить продление', 'Зайцева Мария'])).toContain('<h1>Готово</h1>');
		expect(await submitForm(desk.n8n, 'plan-contact', [String(company.written), 'Письмо · letter', '2026-06-18T10:00+07:00', 'Каждые N дней · every', '7', 'Сертификат до мая.', 'Зайцева Мария'])).toContain('<h1>Готово</h1>');
		expect(await submitForm(desk.n8n, 'log-contact', [String(company.called), 'Звонок · call', '', 'Договорились на осень', 'Кузнецов Иван'])).toContain('<h1>Готово</h1>');
		expect(await desk.post('lead', { clientName: 'Пётр', email: 'asking@client.example', comment: 'Нужен сертификат' })).toMatchObject({ status: 200 });
		await desk.settle();
	}, 300_000);

	it('R-PAY-1: every change of the paid sum tells the head, with link, new payment, old and new total', async () => {
		const pay = async (amount: number) => Number((await desk.post('payment', { dealId: money.near, amount, paidAt: '2026-06-17T11:00+03:00', by: 'Анна' })).body.paymentId);
		const first = await pay(100_000);
		expect(await desk.post('payment/refund', { paymentId: first, amount: 40_000, paidAt: '2026-06-17T11:30+03:00' })).toMatchObject({ status: 200, body: { newTotalKopecks: 60_000_00 } });
		const second = await pay(5_000.5);
		expect((await desk.post('payment/move', { paymentId: second, toDealId: money.other, reason: 'ошиблись сделкой' })).status).toBe(200);
		const third = await pay(1);
		expect((await desk.post('payment/delete', { paymentId: third, reason: 'задвоили', by: 'Анна' })).status).toBe(200);
		await desk.settle();
		const notices = await noticesOn(desk.workspace, deal(money.near));
		expect(new Set(notices.map(({ to }) => to))).toEqual(new Set(['Анна Соколова']));
		expect(notices.map(({ text }) => plain(text).replace(/^.*обуви: /, ''))).toEqual([
			'новая оплата 100 000,00 ₽. Было оплачено 0,00 ₽, стало 100 000,00 ₽.',
			'возврат 40 000,00 ₽. Было оплачено 100 000,00 ₽, стало 60 000,00 ₽.',
			'новая оплата 5 000,50 ₽. Было оплачено 60 000,00 ₽, стало 65 000,50 ₽.',
			'оплата перенесена в другую сделку. Было оплачено 65 000,50 ₽, стало 60 000,00 ₽.',
			'новая оплата 1,00 ₽. Было оплачено 60 000,00 ₽, стало 60 001,00 ₽.',
			'оплата удалена. Было оплачено 60 001,00 ₽, стало 60 000,00 ₽.',
		]);
		expect((await all(`select link from notifications where subject_kind = 'deal' and subject_id = ${money.near}`)).map(({ link }) => String(link))).toEqual(Array(6).fill(expect.stringContaining(`card?kind=deal&id=${money.near}`)));
	}, 300_000);

	async function importFile(name: string, content: string | Uint8Array<ArrayBuffer>) {
		const form = new FormData();
		form.set('file', new Blob([content]), name);
		return await desk.post('statement', form);
	}

	it('R-DEAL-2: a bank statement is refused whole with its rows named, taken in whole, and changes nothing the second time', async () => {
		const payments = async () => (await desk.workspace.read(async (query) => await query.get('select count(*) as n from payments')))?.n;
		const before = await payments();
		const rows = (last: string) => `Дата;Сумма;Назначение платежа\n16.06.2026;1000,50;Оплата по сделке № ${money.near}\n16.06.2026;2000;${last}\n`;
		expect(await importFile('выписка.csv', rows('Спасибо'))).toMatchObject({ status: 400, body: { faults: [{ field: 'Row 3' }] } });
		expect(await payments()).toBe(before);
		const whole = rows(`Сделка № ${money.other}`);
		expect(await importFile('выписка.csv', whole)).toMatchObject({ status: 200, body: { changed: true, paymentCount: 2, totalKopecks: 3_000_50 } });
		expect(await importFile('выписка.csv', whole)).toMatchObject({ status: 200, body: { changed: false, paymentCount: 0, knownRows: 2 } });
		const { default: write } = await loadSpreadsheetWriter();
		const table = [['Дата', 'Сумма', 'Сделка'], [new Date('2026-06-16T00:00:00Z'), 7_000, money.far]].map((row) => row.map((value) => (value instanceof Date ? { value, type: Date, format: 'dd.mm.yyyy' } : { value, type: typeof value === 'number' ? Number : String })));
		const xlsx = new Uint8Array(await write(table as never).toBuffer());
		expect(await importFile('выписка.xlsx', xlsx)).toMatchObject({ status: 200, body: { changed: true, paymentCount: 1, totalKopecks: 7_000_00 } });
		await desk.settle();
		expect((await noticesOn(desk.workspace, deal(money.far))).map(({ to }) => to)).toEqual(['Пётр Волков']);
	}, 300_000);

	it('R-PAY-2: a 20th on a day off is closed the day before, the same day or the next working day, at 09:00 of each zone', async () => {
		expect(await desk.post('payment', { dealId: money.third, amount: 300, paidAt: '2026-06-17T11:00+03:00' })).toMatchObject({ status: 200 });
		await desk.playTo('2026-06-23T12:00:00+03:00');
		expect((await toldOfMonths('nn')).map(({ to, at }) => [to, at])).toEqual([['Анна Соколова', '2026-06-19 09:00']]);
		expect((await toldOfMonths('kzn')).map(({ to, at }) => [to, at])).toEqual([['Рустам Казанцев', '2026-06-20 09:00']]);
		expect((await toldOfMonths('nsk', NOVOSIBIRSK)).map(({ to, at }) => [to, at])).toEqual([['Пётр Волков', '2026-06-22 09:00']]);
		expect(plain((await toldOfMonths('kzn'))[0]?.text ?? '')).toContain('отчёт за июнь 2026 готов. Оплат: 1, сумма 300,00 ₽.');
	}, 300_000);

	it('R-PRI-4: the call came in the working hours of its zone, the advertising letter did not leave without consent', async () => {
		expect(await told(company.planned, NOVOSIBIRSK, 'пора позвонить')).toMatchObject([{ to: 'Мария Зайцева', at: '2026-06-18 09:00', text: expect.stringContaining('Обсудить продление') }]);
		expect(await told(company.written, NOVOSIBIRSK)).toMatchObject([{ at: '2026-06-18 10:00', text: expect.stringMatching(/Письмо не отправлено.*Нет записанного согласия/) }]);
		expect(desk.mailbox.to('reader@client.example')).toEqual([]);
		// For the weeks to come: the call is moved, the reader agrees.
		await submitForm(desk.n8n, 'plan-contact', [String(company.planned), 'Звонок · call', '2026-06-26T15:00+07:00', 'Как было · keep', '', '', 'Зайцева Мария']);
		await submitForm(desk.n8n, 'consent', ['reader@client.example', '', 'Согласен · consent', 'форма на сайте', 'Зайцева Мария']);
	}, 300_000);

	/** Live totals of the closed months of a department, in kopecks, from the payments alone. */
	const liveTotals = async (month: string): Promise<Map<string, number>> =>
		new Map(
			(await all(
				`select d.name, c.month, (select coalesce(sum(p.kopecks), 0) from payments p join deals x on x.id = p.deal_id where x.department_id = c.department_id and p.deleted_at is null and p.paid_at > c.from_at and p.paid_at <= c.cutoff_at) as total
					from month_closes c join departments d on d.id = c.department_id where c.month = '${month}'`,
			)).map((row) => [String(row.name), Number(row.total)]),
		);
	/** «Сейчас» of each department as the downloaded workbook has it, in kopecks. */
	async function workbookTotals(month: string): Promise<Map<string, number>> {
		const file = await page(`report-file?month=${month}`);
		expect([file.status, file.type]).toEqual([200, expect.stringContaining('spreadsheetml')]);
		const { default: readSheets } = await loadSpreadsheetReader();
		const sheets = (await readSheets(file.bytes)) as unknown as Array<{ sheet: string; data: unknown[][] }>;
		const [header = [], ...rows] = sheets.find(({ sheet }) => sheet === 'По отделам')?.data ?? [];
		const now = header.findIndex((title) => String(title).startsWith('Сейчас'));
		return new Map(rows.filter(([name]) => name !== 'Итого').map((row) => [String(row[0]), Math.round(Number(row[now]) * 100)]));
	}
	const snapshotHash = async () => createHash('sha256').update(JSON.stringify([await all("select * from month_close_lines order by id"), await all('select * from month_closes order by id')])).digest('hex');

	it('R-PAY-4: the workbook of the closed month says what the payments say, the page has charts', async () => {
		expect(await workbookTotals('2026-06')).toEqual(await liveTotals('2026-06'));
		const { status, bytes } = await page('report?month=2026-06');
		const text = plain(bytes.toString());
		expect(status).toBe(200);
		expect(text.match(/<svg/g)?.length).toBeGreaterThanOrEqual(4);
		expect(text).toMatch(/Отчёт по оплатам за июнь 2026[\s\S]*Казань[\s\S]*300,00/);
		expect(text).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
	});

	it('R-PAY-3: a change after the close makes a restatement and one notice; the snapshot is never rewritten', async () => {
		const before = await snapshotHash();
		const paymentId = (await listPayments(desk.workspace, { dealId: money.third, limit: 1 }))[0]?.id;
		expect((await desk.post('payment/delete', { paymentId, reason: 'задвоили', by: 'Рустам' })).status).toBe(200);
		await desk.settle();
		expect((await toldOfMonths('kzn')).slice(1).map(({ to, text }) => [to, plain(text)])).toEqual([['Рустам Казанцев', expect.stringContaining('итог за июнь 2026 изменился после закрытия. Было 300,00 ₽, стало 0,00 ₽, разница −300,00 ₽. Причина: удаление.')]]);
		expect(await snapshotHash()).toBe(before);
		expect(await workbookTotals('2026-06')).toEqual(await liveTotals('2026-06'));
		expect(plain((await page('report?month=2026-06&department=kzn')).bytes.toString())).toMatch(/300,00[\s\S]*−300,00[\s\S]*0,00/);
	}, 300_000);

	it('R-PRI-3: one reminder per gap; a request and a logged contact begin it anew', async () => {
		await desk.playTo('2026-07-07T12:00:00+03:00');
		// The gap of 18 days ends on Saturday the 4th.
		expect(await reminders(company.silent)).toEqual(['2026-06-16 09:00', '2026-07-06 09:00']);
		// Still behind the year: after half a gap of rest.
		expect(await reminders(company.asking)).toEqual(['2026-06-16 09:00', '2026-06-29 09:00']);
		expect(await reminders(company.called)).toEqual(['2026-06-16 09:00', '2026-06-29 09:00']);
	}, 300_000);

	it('R-PRI-4: moved, the call comes at its new time and every 7 days from there, until it is cleared; the letter leaves with consent, and stops for a refusal of the same person', async () => {
		expect((await told(company.planned, NOVOSIBIRSK, 'пора позвонить')).map(({ at }) => at)).toEqual(['2026-06-18 09:00', '2026-06-26 15:00', '2026-07-03 15:00']);
		expect(await submitForm(desk.n8n, 'plan-contact', [String(company.planned), 'Звонок · call', '', 'Как было · keep', '', '', 'Зайцева Мария'])).toContain('Дата снята');
		expect(desk.mailbox.to('reader@client.example').map(({ mail }) => mail.subject)).toEqual(['Напоминаем о сертификации', 'Напоминаем о сертификации']);
		await submitForm(desk.n8n, 'consent', ['private@client.example', '', 'Отказался · refusal', 'звонок', 'Зайцева Мария']);
		await desk.playTo('2026-07-10T12:00:00+03:00');
		expect(desk.mailbox.to('reader@client.example')).toHaveLength(2);
		expect((await told(company.written, NOVOSIBIRSK)).at(-1)?.text).toContain('отказались');
		expect(await told(company.planned, NOVOSIBIRSK, 'пора позвонить')).toHaveLength(3);
	}, 300_000);

	it('R-PAY-2, R-CORE-3: a server that was down over the 20th closes the month once when it is back, labelled late', async () => {
		await desk.n8n.kill9();
		await moveClockTo(desk.workspace, '2026-08-18T12:00:00+03:00');
		await desk.n8n.restart();
		await desk.settle(180_000);
		for (const code of ['nn', 'nsk', 'kzn'] as const) {
			const july = (await toldOfMonths(code)).filter(({ text }) => text.includes('за июль 2026 готов'));
			expect([code, july.map(({ text }) => plain(text))]).toEqual([code, [expect.stringMatching(/Месяц закрыт с опозданием на 29 дней/)]]);
		}
		expect((await page('report?month=2026-07')).bytes.toString()).toContain('с опозданием на 29 дней');
		expect(await workbookTotals('2026-07')).toEqual(await liveTotals('2026-07'));
	}, 300_000);

	it('R-PAY-2: half past midnight on the 21st in Novosibirsk, still the 20th in Moscow, belongs to the next month', async () => {
		const before = (await liveTotals('2026-07')).get('Отдел продаж, Новосибирск') ?? 0;
		expect((await desk.post('payment', { dealId: money.far, amount: 777, paidAt: '2026-07-21T00:30+07:00' })).status).toBe(200);
		expect((await desk.post('payment', { dealId: money.far, amount: 33, paidAt: '2026-07-20T09:00+07:00' })).status).toBe(200);
		await desk.settle();
		expect((await toldOfMonths('nsk')).at(-1)?.text).toMatch(/итог за июль 2026 изменился/);
		expect((await workbookTotals('2026-07')).get('Отдел продаж, Новосибирск')).toBe(before + 33_00);
		await desk.playTo('2026-08-20T12:00:00+03:00');
		expect(await all("select l.kopecks from month_close_lines l join month_closes c on c.id = l.close_id where c.month = '2026-08' and l.kopecks = 77700")).toHaveLength(1);
		expect(await workbookTotals('2026-08')).toEqual(await liveTotals('2026-08'));
	}, 300_000);

	it('R-STAT-1: the page of effectiveness has charts, and each number opens the list behind it', async () => {
		const [from, to] = ['2026-06-01', '2026-07-01'];
		const { status, bytes } = await page(`effectiveness?from=${from}&to=${to}`);
		const text = plain(bytes.toString());
		expect([status, (text.match(/<svg/g)?.length ?? 0) >= 3]).toEqual([200, true]);
		const lists = [...text.matchAll(/<details><summary>([^<]*)<\/summary><ul>(.*?)<\/ul><\/details>/g)].map(([, number = '', list = '']) => ({ number, links: [...list.matchAll(/href="card\?kind=/g)].length }));
		expect(lists.length).toBeGreaterThan(30);
		expect(lists.filter(({ links }) => links === 0)).toEqual([]);
		const { rows } = await effectiveness(desk.workspace, { from: Date.parse(`${from}T00:00:00+03:00`), to: Date.parse(`${to}T00:00:00+03:00`), metrics: ['leads_taken'] });
		for (const { total } of rows) expect(lists).toContainEqual({ number: String(total), links: Math.min(total, 50) });
		expect((await page('effectiveness?from=2026-07-01&to=2026-06-01')).status).toBe(400);
	});

	it('R-PRI-2: other targets are tried on past mornings: a page with the difference, and nobody is told', async () => {
		const before = (await all('select count(*) as n from notifications'))[0]?.n;
		const { status, bytes } = await page('priorities?key=40&from=2026-06-01&to=2026-08-01&department=nn');
		expect([status, bytes.toString()]).toEqual([200, expect.stringMatching(/<svg[\s\S]*Иван Кузнецов/)]);
		expect((await all('select count(*) as n from notifications'))[0]?.n).toBe(before);
	});

	it('R-CORE-1: no run of the two months has failed', async () => {
		expect(await all("select state, last_error from deliveries where state = 'parked' or last_error is not null")).toEqual([]);
	});
});
