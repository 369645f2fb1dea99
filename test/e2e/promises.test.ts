/** Never lost, never twice, never early: on a real n8n that is killed and left switched off. */
import { systemCall } from '../../src/call';
import { listLeads } from '../../src/desk/leads/list-leads';
import { moveLead } from '../../src/desk/leads/move-lead';
import { listNotifications } from '../../src/desk/notices/list-notifications';
import { startDeskServer } from './desk-server';
import type { DeskServer } from './desk-server';

const LEADS = 40;
const DAY_MS = 86_400_000;

describe('a server that dies', () => {
	let desk: DeskServer;

	beforeAll(async () => {
		desk = await startDeskServer(['take-in-lead', 'run-lead-robots', 'operate-workspace', 'send-letters', 'report-failures']);
	}, 240_000);
	afterAll(async () => await desk?.stop());

	/** Notices by the lead they are about. */
	const noticesOf = async (text: string) => {
		const found = (await listNotifications(desk.workspace, { limit: 1000 })).items.filter((notice) => notice.text.includes(text));
		const counts = new Map<number, number>();
		for (const { subjectId } of found) counts.set(Number(subjectId), (counts.get(Number(subjectId)) ?? 0) + 1);
		return counts;
	};

	it('R-CORE-1, R-CORE-2: killed in the middle of its runs and started again, it has told everybody once', async () => {
		for (let index = 0; index < LEADS; index++) await desk.post('lead', { clientName: `Клиент ${index}`, phone: `+7920000${String(index).padStart(4, '0')}`, externalKey: `kill-${index}` });
		await desk.settle();
		const { items } = await listLeads(desk.workspace, { limit: 1000 });
		expect(items).toHaveLength(LEADS);
		// The moves are made beside n8n, so that its triggers find them all at once and are killed while they work on them.
		for (const { id } of items) await moveLead(desk.workspace, { leadId: id, stage: 'assigned' }, systemCall('test'));
		const handled = async () => Number((await desk.workspace.read(async (query) => await query.get("select count(*) as n from notifications where text like '%ТН ВЭД%'")))?.n);
		for (const giveUpAt = Date.now() + 20_000; (await handled()) < 3 && Date.now() < giveUpAt; ) await new Promise((resolve) => setTimeout(resolve, 5));
		await desk.n8n.kill9();
		const atDeath = await handled();
		expect(atDeath).toBeGreaterThan(0);
		await desk.n8n.restart();
		await desk.settle(180_000);
		const notices = await noticesOf('ТН ВЭД');
		expect([...notices.values()].filter((count) => count !== 1)).toEqual([]);
		expect(notices.size).toBe(LEADS);
	}, 240_000);

	it('R-CORE-3: down for three days over a due minute, it reminds once, says how late, and goes on from there', async () => {
		const [first] = (await listLeads(desk.workspace, { limit: 1 })).items;
		const leadId = first!.id;
		await desk.n8n.kill9();
		await moveLead(desk.workspace, { leadId, stage: 'first_call' }, systemCall('test'));
		// The robot of the stage has not run yet: n8n is off. Started for a moment it arms the reminder.
		await desk.n8n.restart();
		await desk.settle(180_000);
		const due = await desk.workspace.read(async (query) => await query.get("select due_at from timers where state = 'armed' and subject_kind = 'lead' and subject_id = :leadId", { leadId }));
		const now = await desk.workspace.read(async (query) => await desk.workspace.now(query));
		await desk.n8n.kill9();
		// A sandbox's clock is moved while nobody looks: for the workspace this is a server that was off.
		await desk.workspace.database.transaction(async (tx) => await tx.run('update workspace set clock_offset_ms = clock_offset_ms + :by where id = 1', { by: Number(due?.due_at) - now + 3 * DAY_MS }));
		await desk.n8n.restart();
		await desk.settle(180_000);
		// Steps for people wait for working hours, so the rest of the day is played, too.
		await desk.play(1, 'calendar_days');
		const reminders = (await listNotifications(desk.workspace, { limit: 1000 })).items.filter(({ subjectId, text }) => subjectId === leadId && text.includes('сделайте первый звонок') && text.startsWith('Напоминание'));
		expect(reminders.length).toBeGreaterThanOrEqual(1);
		const late = reminders.filter(({ why }) => (why.escalation?.lateByMs ?? 0) > 0);
		expect(late).toHaveLength(1);
		expect(late[0]?.why.escalation?.lateByMs).toBeGreaterThanOrEqual(3 * DAY_MS - 60_000);
		for (const { why } of reminders) expect(why.escalation!.firedAt).toBeGreaterThanOrEqual(why.escalation!.dueAt);
	}, 240_000);
});
