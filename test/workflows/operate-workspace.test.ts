import { listDeliveries } from '../../src/desk/operations/list-deliveries';
import { createTask } from '../../src/desk/notices/create-task';
import { listNotifications } from '../../src/desk/notices/list-notifications';
import { notify } from '../../src/desk/notices/notify';
import { requestLetter } from '../../src/desk/notices/request-letter';
import { done, takeIn, test } from '../desk/leads/desk';
import { startDesk, WITH_KEY } from './desk-host';
import type { DeskHost } from './desk-host';
import { lead, lettersOn } from './what-happened';

let desk: DeskHost;
beforeAll(async () => {
	desk = await startDesk(['operate-workspace', 'run-lead-robots', 'send-letters']);
}, 60_000);
afterAll(async () => await desk.stop());

const newLead = async () => (await takeIn(desk.workspace, { clientName: 'Анна Волкова', email: `c${Math.random()}@example.com`, departmentCode: 'nn' })).leadId;

it('R-CORE-1: with nothing parked and nothing open, the lists are empty', async () => {
	expect(await desk.get('parked')).toMatchObject({ status: 200, body: [] });
	expect(await desk.get('effects')).toMatchObject({ status: 200, body: [] });
});

it('R-CORE-1: the state of things says what there is, what waits and what is next due', async () => {
	await newLead();
	await desk.settle();
	const { status, body } = await desk.get('status');
	expect(status).toBe(200);
	expect(body).toMatchObject({ mode: 'sandbox', counts: { leads: 1, parkedDeliveries: 0, armedTimers: 1, openEffects: 0 }, consumersNotSeen: [], unheardTimers: [] });
	expect(String(body.nextDueAt)).toMatch(/^2026-03-02T0?6:30/);
});

describe('parked deliveries', () => {
	let leadId: number;
	beforeAll(async () => {
		desk.mail.credentialIsGone = true;
		leadId = await newLead();
		done(await requestLetter(desk.workspace, { subject: lead(leadId), letterSubject: 'Документы', body: 'Здравствуйте!', purpose: 'service' }, test));
		await desk.playTo('2026-03-02T09:20:00+03:00');
	}, 60_000);

	it('R-CORE-1: what is parked is listed, with workflow, event and error', async () => {
		const { status, body } = await desk.get('parked');
		expect(status).toBe(200);
		const letter = (body as unknown as Array<Record<string, unknown>>).find(({ event }) => (event as { kind: string }).kind === 'LetterRequested');
		expect(letter).toMatchObject({ state: 'parked', attempts: 6, subject: { kind: 'lead', id: leadId }, consumer: { workflow: 'Send letters and notices by mail', node: 'Letter was requested' }, error: expect.stringContaining('credential') });
	});

	it('R-CORE-1: one is retried by its number; a number that is not there, or that is done, is refused with what to do', async () => {
		const [parked] = (await listDeliveries(desk.workspace, { states: ['parked'], subject: lead(leadId) })).items.filter(({ event }) => event.kind === 'LetterRequested');
		desk.mail.credentialIsGone = false;
		expect(await desk.post('retry', { deliveryId: 4711 })).toMatchObject({ status: 400, body: { code: 'not_found' } });
		expect(await desk.post('retry', {})).toMatchObject({ status: 400, body: { field: 'Delivery ID' } });
		expect(await desk.post('retry', { deliveryId: parked?.deliveryId })).toMatchObject({ status: 200, body: { retried: 1 } });
		await desk.settle();
		expect((await lettersOn(desk.workspace, lead(leadId))).map(({ state }) => state)).toEqual(['sent']);
		expect(await desk.post('retry', { deliveryId: parked?.deliveryId })).toMatchObject({ status: 400, body: { code: 'conflict', remedy: expect.stringContaining('nothing to repeat') } });
	});

	it('R-CORE-1: all are retried at once', async () => {
		const { items } = await listDeliveries(desk.workspace, { states: ['parked'] });
		expect(items.map(({ event }) => event.kind)).toEqual(['NotificationCreated']);
		expect(await desk.post('retry', { all: true })).toMatchObject({ status: 200, body: { retried: 1 } });
		await desk.settle();
		expect(await desk.get('parked')).toMatchObject({ status: 200, body: [] });
	});
});

it('R-CORE-4: a notice, a task, a letter and a lead answer why they exist; anything else is refused with the known kinds', async () => {
	const leadId = await newLead();
	done(await notify(desk.workspace, { subject: lead(leadId), to: 'responsible', text: 'Перезвоните' }, test));
	const { taskId } = done(await createTask(desk.workspace, { subject: lead(leadId), kind: 'ordinary', to: 'responsible', joinHead: false, title: 'Позвонить', body: '', boundToStatus: false }, test));
	await desk.settle();
	const [robots] = (await listNotifications(desk.workspace, { subject: lead(leadId) })).items;
	const explained = await desk.post('explain', { kind: 'notification', id: robots?.id });
	expect(explained.status).toBe(200);
	expect((explained.body.sentences as string[]).join('\n')).toMatch(/Создано рабочим процессом «Run the lead robots», узел «Tell the manager: new»[^]*Получатель — Иван Менеджеров: ответственный/);
	for (const [kind, id] of [['task', taskId], ['lead', leadId]] as const) expect(await desk.post('explain', { kind, id })).toMatchObject({ status: 200, body: { sentences: expect.any(Array) } });
	expect(await desk.post('explain', { kind: 'dog', id: 1 })).toMatchObject({ status: 400, body: { field: 'kind', reason: expect.stringContaining('notification') } });
	expect(await desk.post('explain', { kind: 'task', id: 4711 })).toMatchObject({ status: 400, body: { code: 'not_found' } });
});

it('R-CORE-2: a decision about an effect nobody asked about is refused', async () => {
	expect(await desk.post('effects/resolve', { key: 'no such key', decision: 'repeat', by: 'Ольга', note: 'смотрела' })).toMatchObject({ status: 400, body: { code: 'not_found' } });
	expect(await desk.post('effects/resolve', { key: 'no such key', decision: 'maybe', by: 'Ольга', note: 'смотрела' })).toMatchObject({ status: 400, body: { field: 'decision' } });
});

it("R-CORE-5: the clock of a sandbox is played forward, to an instant or by working days; never back", async () => {
	expect(await desk.post('clock', { to: '2026-03-05T10:00:00+03:00' })).toMatchObject({ status: 200 });
	await desk.settle();
	expect(String((await desk.get('status')).body.nowIso)).toMatch(/^2026-03-05T07:00/);
	expect(await desk.post('clock', { by: 2, unit: 'working_days' })).toMatchObject({ status: 200 });
	await desk.settle();
	// Two working days after Thursday, 5 March: Friday, and Tuesday, because the 9th is a day off. Moscow is the last to end it.
	expect(String((await desk.get('status')).body.nowIso)).toMatch(/^2026-03-10T21:00/);
	expect(await desk.post('clock', { to: '2026-03-01T10:00:00+03:00' })).toMatchObject({ status: 400, body: { code: 'conflict', error: expect.stringContaining('cannot go back') } });
	expect(await desk.post('clock', { by: 2, unit: 'fortnights' })).toMatchObject({ status: 400 });
	expect(await desk.post('clock', {})).toMatchObject({ status: 400 });
}, 60_000);

it.each([['GET', 'status'], ['GET', 'parked'], ['GET', 'effects'], ['POST', 'retry'], ['POST', 'effects/resolve'], ['POST', 'explain'], ['POST', 'clock']])('R-CORE-6: %s %s needs the key', async (method, path) => {
	expect(await desk.host.webhook(method, `deal-desk/${path}`, { headers: { ...WITH_KEY, 'X-Deal-Desk-Key': 'guessed' }, ...(method === 'POST' && { body: {} }) })).toMatchObject({ status: 403 });
});

it('R-CORE-5: a live workspace refuses to move its clock', async () => {
	const live = await startDesk(['operate-workspace'], { mode: 'live' });
	try {
		expect(await live.post('clock', { by: 1, unit: 'hours' })).toMatchObject({ status: 400, body: { code: 'conflict', error: expect.stringContaining('live') } });
		expect(await live.get('status')).toMatchObject({ status: 200, body: { mode: 'live', clockTarget: null } });
	} finally {
		await live.stop();
	}
}, 60_000);
