/** One lead's whole way on a real n8n, through the bundled webhooks, with the workflows as they are shipped. */
import { listEntries } from '../../src/desk/registers/list-entries';
import { getEntry } from '../../src/desk/registers/get-entry';
import { listNotifications } from '../../src/desk/notices/list-notifications';
import { listTasks } from '../../src/desk/notices/list-tasks';
import { explain } from '../../src/desk/explain/explain';
import { startDeskServer } from './desk-server';
import type { DeskServer } from './desk-server';
import { expectOneLeadOfFifty } from './same-lead';

/** The smallest file that is a PDF. */
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

describe('one lead from the webhook to the original on paper', () => {
	let desk: DeskServer;
	let leadId = 0;
	let entryId = 0;

	beforeAll(async () => {
		desk = await startDeskServer(['take-in-lead', 'run-lead-robots', 'make-contract', 'run-contract-register', 'take-actions-by-webhook', 'operate-workspace', 'send-letters', 'report-failures']);
	}, 240_000);
	afterAll(async () => await desk?.stop());

	const texts = async () => (await listNotifications(desk.workspace, { limit: 200 })).items.map(({ text }) => text);
	const openTasks = async () => (await listTasks(desk.workspace, { status: 'open' })).items;

	it('R-LEAD-1, R-CORE-2: fifty identical requests at once make one lead and one notice', async () => {
		leadId = await expectOneLeadOfFifty(desk);
	}, 300_000);

	it('R-LEAD-5: moving on cancels what was pending; a refused move says what is allowed', async () => {
		expect(await desk.post('lead/move', { leadId, stage: 'nowhere' })).toMatchObject({ status: 400, body: { remedy: expect.stringContaining('assigned') } });
		expect(await desk.post('lead/move', { leadId, stage: 'negotiation', by: 'Иван' })).toMatchObject({ status: 200 });
		await desk.settle();
		expect((await texts()).some((text) => text.includes('возражения'))).toBe(true);
	}, 300_000);

	it('R-LEAD-6, R-CON-1: converted, it becomes a deal and gets one contract, filed with its file and hash', async () => {
		const answer = await desk.post('lead/convert', { leadId, pipeline: 'certification', legalEntity: 1, amount: 125000.5, fields: { product: 'светильники', termWorkingDays: 30 } });
		expect(answer).toMatchObject({ status: 200, body: { created: true } });
		await desk.settle();
		const { items } = await listEntries(desk.workspace, { register: 'contracts' });
		expect(items).toHaveLength(1);
		expect(items[0]).toMatchObject({ status: 'not_signed', origin: 'generated', number: expect.stringMatching(/0001/), fileHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
		entryId = items[0]!.id;
		expect(await desk.post('lead/convert', { leadId, pipeline: 'certification', legalEntity: 1 })).toMatchObject({ status: 200, body: { created: false, dealId: answer.body.dealId } });
	}, 300_000);

	it('R-CON-5: ignored, it brings the notice after 5 working days and a task with the head 3 working days later', async () => {
		await desk.play(6, 'working_days');
		expect((await texts()).some((text) => text.includes('Решить дальнейшую судьбу'))).toBe(true);
		expect(await openTasks()).toHaveLength(0);
		await desk.play(4, 'working_days');
		const [task] = await openTasks();
		expect(task).toMatchObject({ kind: 'escalation', subjectKind: 'entry', subjectId: entryId });
		expect(task?.participantIds).toHaveLength(1);
		const { sentences } = await explain(desk.workspace, { kind: 'task', id: task!.id });
		expect(sentences.join(' ')).toContain('contract-not-signed');
	}, 300_000);

	it('R-CON-7: a scan gives the head the task to verify that file; the task of the old status is cancelled', async () => {
		const form = new FormData();
		form.set('entryId', String(entryId));
		form.set('scan', new Blob([PDF], { type: 'application/pdf' }), 'скан.pdf');
		expect(await desk.post('contract/scan', form)).toMatchObject({ status: 200 });
		await desk.settle();
		const tasks = await openTasks();
		expect(tasks.map(({ kind }) => kind)).toEqual(['verification']);
		expect(tasks[0]?.fileHash).toBe((await getEntry(desk.workspace, entryId)).fileHash);
		expect(await desk.post('contract/verify', { entryId, verdict: 'confirmed', by: 'Анна', fileHash: 'f'.repeat(64) })).toMatchObject({ status: 400 });
		expect(await desk.post('contract/verify', { entryId, verdict: 'confirmed', by: 'Анна', fileHash: tasks[0]?.fileHash })).toMatchObject({ status: 200 });
		await desk.settle();
		expect(await openTasks()).toHaveLength(0);
	}, 300_000);

	it('R-CON-8: ten days without the original make a task with the head', async () => {
		await desk.play(12, 'calendar_days');
		expect((await openTasks()).map(({ title }) => title)).toEqual([expect.stringContaining('оригинал')]);
	}, 300_000);

	it('R-CON-9: the original ends everything that was pending', async () => {
		expect(await desk.post('contract/status', { entryId, status: 'original', by: 'Иван' })).toMatchObject({ status: 200 });
		await desk.settle();
		expect(await openTasks()).toHaveLength(0);
		const before = (await texts()).length;
		await desk.play(60, 'calendar_days');
		expect(await texts()).toHaveLength(before);
	}, 300_000);

	it('R-CORE-2: every notice was mailed once', async () => {
		const notices = (await listNotifications(desk.workspace, { limit: 500 })).items;
		const subjects = desk.mailbox.letters.filter(({ mail }) => !String(mail.subject).startsWith('Задача')).filter(({ to }) => to.every((address) => address.endsWith('@example.com') && address !== 'volkova@example.com'));
		expect(subjects).toHaveLength(notices.length);
	});
});
