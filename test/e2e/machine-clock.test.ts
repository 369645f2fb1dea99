/** A live workspace on a real n8n: timers by the machine's own clock, over a time switched off, and over a clock that is set. */
import { setTimeout as pause } from 'node:timers/promises';

import { listNotifications } from '../../src/desk/notices/list-notifications';
import type { Notification } from '../../src/crm/notice';
import { startDeskServer } from './desk-server';
import type { DeskServer } from './desk-server';
import { eventually } from './harness';
import { settableClock } from './harness/settable-clock';
import { brokenPromises, lastEvent } from './kept-promises';

/** Later than this a timer says that it is late. */
const ON_TIME_MS = 60_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('a live workspace', () => {
	const clock = settableClock();
	let desk: DeskServer;
	let since = 0;

	beforeAll(async () => {
		desk = await startDeskServer(['take-in-lead', 'take-actions-by-webhook', 'run-lead-robots', 'send-letters', 'operate-workspace', 'report-failures'], { mode: 'live', env: clock.env });
		since = await lastEvent(desk.workspace);
	}, 240_000);
	afterAll(async () => {
		await desk?.stop();
		clock.remove();
	});

	let leads = 0;
	const newLead = async (): Promise<number> => {
		leads += 1;
		const { body } = await desk.post('lead', { clientName: `Клиент ${leads}`, phone: `+7920300${String(leads).padStart(4, '0')}`, externalKey: `clock-${leads}` });
		return Number(body.leadId);
	};
	const noticesOf = async (leadId: number, words: string): Promise<Notification[]> => (await listNotifications(desk.workspace, { limit: 1_000 })).items.filter(({ subjectId, text }) => subjectId === leadId && text.includes(words));
	const CALL = 'пора перезвонить, как договорились';
	/** A lead whose client is to be called at that time; resolves when its timer is armed. */
	const toBeCalled = async (callAt: number): Promise<number> => {
		const leadId = await newLead();
		expect(await desk.post('lead/move', { leadId, stage: 'call_later', callAt: new Date(callAt).toISOString(), by: 'Иван' })).toMatchObject({ status: 200 });
		await eventually(async () => await desk.workspace.read(async (query) => (await query.get("select id from timers where state = 'armed' and step = 'call' and subject_id = :leadId", { leadId })) !== undefined));
		return leadId;
	};

	it('R-CORE-5: nobody moves its clock', async () => {
		expect(await desk.post('clock', { by: 1, unit: 'hours' })).toMatchObject({ status: 400, body: { error: expect.stringContaining('live') } });
	});

	it('R-CORE-3: switched off over the minute of a call, n8n reminds once when it is back, and says how late', async () => {
		const dueAt = Date.now() + 8_000;
		const leadId = await toBeCalled(dueAt);
		await desk.settle();
		await desk.n8n.kill9();
		expect(Date.now()).toBeLessThan(dueAt);
		await pause(dueAt + ON_TIME_MS + 3_000 - Date.now());
		expect(await noticesOf(leadId, CALL)).toEqual([]);
		await desk.n8n.restart();
		const [notice] = await eventually(async () => {
			const notices = await noticesOf(leadId, CALL);
			return notices.length > 0 && notices;
		});
		await desk.settle();
		expect(await noticesOf(leadId, CALL)).toHaveLength(1);
		expect(notice?.text).toMatch(/опозданием на \d+ (минут|мин)/);
		const { dueAt: promisedAt = 0, firedAt = 0, lateByMs } = notice?.why.escalation ?? {};
		expect(lateByMs).toBe(firedAt - promisedAt);
		expect(lateByMs).toBeGreaterThan(ON_TIME_MS);
		await pause(3_000);
		expect(await noticesOf(leadId, CALL)).toHaveLength(1);
	}, 300_000);

	it('R-CORE-1, R-CORE-3: the clock is set back by an hour under a running n8n: nothing fires early, and nothing waits for the hour to pass', async () => {
		const leadId = await toBeCalled(clock.now() + 20 * MINUTE_MS);
		await desk.settle();
		// Letters that wait for their mail server, when the clock is set.
		await desk.mailbox.goAway();
		await newLead();
		await eventually(async () => await desk.workspace.read(async (query) => (await query.get("select id from deliveries where state = 'pending' and alone = 1")) !== undefined));
		clock.set(-HOUR_MS);
		await desk.mailbox.comeBack();
		const setAt = performance.now();
		const next = await newLead();
		await eventually(async () => (await noticesOf(next, 'перезвоните')).length > 0, 15_000);
		await desk.settle(180_000);
		expect(performance.now() - setAt).toBeLessThan(60_000);
		expect(await noticesOf(leadId, CALL)).toEqual([]);
	}, 300_000);

	it('R-CORE-3: it is set forward over the minute of a call and back again: the call is reminded of once, late', async () => {
		const leadId = await toBeCalled(clock.now() + 20 * MINUTE_MS);
		await desk.settle();
		clock.set(HOUR_MS);
		await eventually(async () => (await noticesOf(leadId, CALL)).length > 0, 15_000);
		clock.set(0);
		await pause(5_000);
		await desk.settle(180_000);
		const [notice, ...more] = await noticesOf(leadId, CALL);
		expect(more).toEqual([]);
		expect(notice?.why.escalation?.lateByMs).toBeGreaterThan(HOUR_MS);
		const next = await newLead();
		await eventually(async () => (await noticesOf(next, 'перезвоните')).length > 0, 15_000);
	}, 300_000);

	it('R-CORE-1, R-CORE-2, R-CORE-3: after all this nothing was lost, nothing doubled, nothing early', async () => {
		await desk.settle(180_000);
		expect(await brokenPromises(desk.workspace, since)).toEqual([]);
	}, 300_000);
});
