import { acknowledgeEscalation, moveEscalation } from '../../src/desk/escalations/end-escalation';
import { fireDueTimers } from '../../src/desk/escalations/fire-due-timers';
import { startEscalation } from '../../src/desk/escalations/start-escalation';
import type { Workspace } from '../../src/desk/workspace';
import { tasks } from '../../src/store/notice-tables';
import { lockSubjectState } from '../../src/store/subject-states';
import { moveLeadTo } from '../helpers/subjects';
import { listenTo, takeAll, claimNext } from '../helpers/listeners';
import { sharedDrivers } from '../helpers/temporary-workspace';
import { HOUR, aWatchedLead, after, call } from './watched-lead';

/** Two connections to one workspace, as two processes have them. Each race is run several times: either may win, both must be right. */
const ROUNDS = 8;

async function twoProcesses(driver: (typeof sharedDrivers)[number]) {
	const watched = await aWatchedLead({ driver });
	const other = await watched.openAgain(watched.clock);
	return { ...watched, other };
}

const runningOn = async (workspace: Workspace) => await workspace.read(async (query) => await query.all("select id, step_index, fired_count from escalations where status = 'running'"));
const pendingTimers = async (workspace: Workspace) => await workspace.read(async (query) => await query.all("select owner, due_at from timers where state in ('armed', 'waiting', 'unheard') order by id"));

describe.each(sharedDrivers)('two processes on %s', (driver) => {
	it('R-CORE-3: both fire at once; each timer fires once', async () => {
		const { workspace, other, clock, watch, heard } = await twoProcesses(driver);
		for (let n = 0; n < 12; n++) await watch([after(1, 'hours')], `rule-${n}`);
		clock.advance({ hours: 1 });
		const sweeps = await Promise.all([fireDueTimers(workspace, 4), fireDueTimers(other, 4), fireDueTimers(workspace, 100), fireDueTimers(other, 100)]);
		sweeps.push(await fireDueTimers(workspace));
		expect(sweeps.reduce((sum, { fired }) => sum + fired, 0)).toBe(12);
		expect(await heard()).toHaveLength(12);
	});

	it('R-CORE-3: acknowledging while it fires leaves nothing running and nothing pending', async () => {
		const { workspace, other, clock, subject, watch, fire } = await twoProcesses(driver);
		for (let round = 0; round < ROUNDS; round++) {
			await watch([after(1, 'hours', { times: 3 })]);
			clock.advance({ hours: 1 });
			await Promise.all([fireDueTimers(workspace), acknowledgeEscalation(other, { subject, reason: 'готово' }, call)]);
			expect([await runningOn(workspace), await pendingTimers(workspace)]).toEqual([[], []]);
			clock.advance({ days: 1 });
			expect(await fire()).toMatchObject({ fired: 0, dropped: 0 });
		}
	});

	it('R-LEAD-5: leaving the stage while it fires leaves nothing running and nothing pending', async () => {
		const { workspace, other, clock, lead, watch } = await twoProcesses(driver);
		for (let round = 0; round < ROUNDS; round++) {
			await watch([after(1, 'hours', { times: 3 })]);
			clock.advance({ hours: 1 });
			await Promise.all([fireDueTimers(workspace), moveLeadTo(other, lead.id, 'needs')]);
			expect([await runningOn(workspace), await pendingTimers(workspace)]).toEqual([[], []]);
		}
	});

	it('R-PRI-4: moving the next step while the present one fires is not lost', async () => {
		const { workspace, other, clock, subject, watch } = await twoProcesses(driver);
		await watch([after(1, 'hours', { times: 50 })]);
		for (let round = 0; round < ROUNDS; round++) {
			clock.advance({ days: 2 });
			const dueAt = clock() + 5 * HOUR;
			await Promise.all([fireDueTimers(workspace), moveEscalation(other, { subject, rule: 'call-back', dueAt }, call)]);
			expect(await pendingTimers(workspace)).toEqual([{ owner: expect.any(String), due_at: dueAt }]);
		}
	});

	it('R-LEAD-5: the same rule started twice at once runs once, and both are told of it', async () => {
		const { workspace, other, subject } = await twoProcesses(driver);
		const start = async (where: Workspace) => await startEscalation(where, { rule: 'call-back', subject, steps: [after(1, 'hours')], note: '' }, call);
		const answers = await Promise.all([start(workspace), start(other), start(workspace), start(other)]);
		const results = answers.map((answer) => (answer.kind === 'overtaken' ? null : answer.result));
		expect(results.filter((result) => result?.started)).toHaveLength(1);
		expect(new Set(results.map((result) => `${result?.escalationId} ${result?.nextDueAt}`)).size).toBe(1);
	});

	it('R-CON-9, R-LEAD-5: a task made while the lead leaves the stage is cancelled with the others, or never made', async () => {
		const { workspace, other, lead, subject } = await twoProcesses(driver);
		const consumer = await listenTo(workspace, [{ kind: 'LeadStageChanged' }], { id: 'robot' });
		await takeAll(workspace, consumer);
		for (let round = 0; round < ROUNDS; round++) {
			await moveLeadTo(workspace, lead.id, 'new');
			const { deliveries } = await claimNext(workspace, consumer);
			const robot = { ...call, deliveryId: deliveries[0]?.id ?? null, effectKey: `task ${round}` };
			const makeTask = workspace.effect(robot, 'task', async (tx) => {
				const present = await lockSubjectState(tx, subject);
				if (present?.state !== 'new') return null;
				await new Promise((resolve) => setTimeout(resolve, 5));
				return (await tx.get(
					`insert into tasks (kind, title, body, assignee_id, participants_json, subject_kind, subject_id, subject_cycle, status, why_json, created_at)
						values ('ordinary', 'Перезвонить', '', 1, '[]', 'lead', :id, :cycle, 'open', '{}', 0) returning id`,
					{ id: lead.id, cycle: present.cycle },
				))?.id;
			});
			await Promise.all([makeTask, moveLeadTo(other, lead.id, 'needs')]);
		}
		const open = await workspace.read(async (query) => await tasks.select(query, "where status = 'open'"));
		expect(open).toEqual([]);
	});

	it('a workflow that begins to listen while a timer is set aside misses nothing', async () => {
		for (let round = 0; round < 3; round++) {
			const { workspace, clock, watch, fire, heard, openAgain } = await aWatchedLead({ driver, listening: false });
			const second = await openAgain(clock);
			await watch([after(1, 'hours')]);
			clock.advance({ hours: 1 });
			await Promise.all([fireDueTimers(workspace), listenTo(second, [{ kind: 'EscalationStepDue' }])]);
			await fire();
			expect(await heard()).toHaveLength(1);
		}
	});
});
