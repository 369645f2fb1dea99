/** What managers do and see without access to the canvas: n8n forms and pages, filled in and read as a browser would. */
import { createHash } from 'node:crypto';

import { demoClients } from '../../src/desk/demo/company-facts';
import { getLead } from '../../src/desk/leads/get-lead';
import { leadHistory } from '../../src/desk/leads/lead-history';
import { getEntry } from '../../src/desk/registers/get-entry';
import { listEntries } from '../../src/desk/registers/list-entries';
import { FORM_LOGIN, startDeskServer } from './desk-server';
import type { DeskServer } from './desk-server';
import { submitForm } from './form';
import { eventually } from './harness';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const HASH = createHash('sha256').update(PDF).digest('hex');
const WRONG_LOGIN = `Basic ${Buffer.from('desk:guessed').toString('base64')}`;

describe('forms and pages for people without the canvas', () => {
	let desk: DeskServer;
	let leadId = 0;
	let entryId = 0;

	beforeAll(async () => {
		desk = await startDeskServer(['take-in-lead', 'take-actions-by-form', 'make-contract', 'show-desk', 'report-failures']);
	}, 240_000);
	afterAll(async () => await desk?.stop());

	const open = async (path: string, authorization: string = FORM_LOGIN) => await fetch(`${desk.n8n.baseUrl}${path}`, { headers: { authorization } });

	const submit = async (path: string, values: ReadonlyArray<string | Blob>) => await submitForm(desk.n8n, path, values, 'Скан договора.pdf');

	it.each(['/form/deal-desk/move-lead', '/form/deal-desk/new-lead', '/webhook/deal-desk/desk', '/webhook/deal-desk/card?kind=lead&id=1', '/webhook/deal-desk/file?id=1'])('R-CORE-6: %s shows nothing without the right password', async (path) => {
		for (const answer of [await fetch(`${desk.n8n.baseUrl}${path}`), await open(path, WRONG_LOGIN)]) {
			expect(answer.status).toBe(401);
			expect(await answer.text()).not.toMatch(/<form|Рабочий стол|Заявка/);
		}
	});

	it('R-CORE-6: nothing can be posted to a form without the right password', async () => {
		const body = new FormData();
		body.set('field-0', 'Чужой');
		const answer = await fetch(`${desk.n8n.baseUrl}/form/deal-desk/new-lead`, { method: 'POST', headers: { authorization: WRONG_LOGIN }, body });
		expect(answer.status).toBe(401);
		await expect(getLead(desk.workspace, 1)).rejects.toThrow();
	});

	it('R-LEAD-1: a colleague takes in a lead by form, and is told its number and who got it', async () => {
		const [{ contact, party }] = demoClients as [(typeof demoClients)[0], ...unknown[]];
		const page = await submit('new-lead', [contact.name, party.shortName, contact.phone, contact.email, party.inn, 'Сертификат на обувь']);
		leadId = Number(/Заявка № (\d+), ответственный: Иван Кузнецов/.exec(page)?.[1]);
		expect(await getLead(desk.workspace, leadId)).toMatchObject({ clientName: contact.name, source: 'form', stage: 'new', responsibleName: 'Иван Кузнецов' });
	});

	it('R-LEAD-1: a form with a fault takes nothing in and says which', async () => {
		const page = await submit('new-lead', ['Безымянный', '', '12', 'не почта', '', '']);
		expect(page).toContain('<h1>Не принято</h1>');
		expect(page).toMatch(/Телефон: номер «12» неполный[\s\S]*E-mail: «не почта» — не адрес почты/);
		await expect(getLead(desk.workspace, leadId + 1)).rejects.toThrow();
	});

	it('R-LEAD-2: a manager moves the lead by form, and the history names them', async () => {
		expect(await submit('move-lead', [String(leadId), 'Выявление потребности · needs', '', '', 'Кузнецов Иван'])).toContain('<h1>Готово</h1>');
		expect((await getLead(desk.workspace, leadId)).stage).toBe('needs');
		expect((await leadHistory(desk.workspace, leadId)).at(-1)).toMatchObject({ to: 'needs', actor: { kind: 'person', name: 'Кузнецов Иван' } });
	});

	it('R-LEAD-2, R-CORE-6: a refused move is said on the page, and the lead stays where it is', async () => {
		const page = await submit('move-lead', [String(leadId), 'Отложено · postponed', '', '', 'Кузнецов Иван']);
		expect(page).toContain('<h1>Не принято</h1>');
		expect(page).toContain('Когда позвонить: для стадии «Отложено» нужно время звонка');
		expect((await getLead(desk.workspace, leadId)).stage).toBe('needs');
	});

	it('R-LEAD-6, R-CON-1: converted by form, the lead brings a deal and a contract', async () => {
		const page = await submit('convert-lead', [String(leadId), 'Сертификация · certification', '1', '125000', demoClients[0]!.party.inn, 'Кузнецов Иван']);
		expect(page).toMatch(/Создана сделка № \d+/);
		entryId = await eventually(async () => (await listEntries(desk.workspace, { register: 'contracts' })).items[0]?.id);
		expect(await getEntry(desk.workspace, entryId)).toMatchObject({ status: 'not_signed' });
	});

	it('R-CON-7: a file that is no scan is refused, the contract stays as it is', async () => {
		const page = await submit('attach-scan', [String(entryId), new Blob(['<script>'], { type: 'application/pdf' }), 'Кузнецов Иван']);
		expect(page).toContain('<h1>Не принято</h1>');
		expect(await getEntry(desk.workspace, entryId)).toMatchObject({ status: 'not_signed' });
	});

	it('R-CON-7, R-REG-1: a PDF attached by form becomes the scan, kept with its name and hash', async () => {
		expect(await submit('attach-scan', [String(entryId), new Blob([PDF], { type: 'application/pdf' }), 'Кузнецов Иван'])).toContain('<h1>Готово</h1>');
		expect(await getEntry(desk.workspace, entryId)).toMatchObject({ status: 'scan', fileName: 'Скан договора.pdf', fileHash: HASH });
	});

	it('R-REG-5: desk and card are pages without any script that show what waits and link to the forms', async () => {
		const { number } = await getEntry(desk.workspace, entryId);
		const pages = [await open('/webhook/deal-desk/desk?email=ivan@example.com'), await open(`/webhook/deal-desk/card?kind=entry&id=${entryId}`)];
		for (const answer of pages) {
			expect(answer.status).toBe(200);
			expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
			const page = await answer.text();
			expect(page).not.toMatch(/<script|javascript:|\son\w+=/i);
			expect(page).toContain(number);
			expect(page).toContain('/form/deal-desk/');
		}
	});

	it('R-CORE-6: a card that is not there is said so, with status 404', async () => {
		const answer = await open('/webhook/deal-desk/card?kind=entry&id=4711');
		expect(answer.status).toBe(404);
		expect(await answer.text()).toContain('Нет записи реестра № 4711.');
	});

	it('R-REG-1: the file that the card links to downloads whole, under its own name', async () => {
		const card = await (await open(`/webhook/deal-desk/card?kind=entry&id=${entryId}`)).text();
		const link = /href="([^"]*file\?id=\d+)"/.exec(card)?.[1] ?? '';
		const { pathname, search } = new URL(link, `${desk.n8n.baseUrl}/webhook/deal-desk/card`);
		const answer = await open(pathname + search);
		expect(answer.status).toBe(200);
		expect(createHash('sha256').update(Buffer.from(await answer.arrayBuffer())).digest('hex')).toBe(HASH);
		expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('Скан договора.pdf');
	});
});
