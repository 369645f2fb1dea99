import { statutoryYear } from '../../../src/calendar/labour-code';
import { systemCall } from '../../../src/call';
import { createTask } from '../../../src/desk/notices/create-task';
import { addProductionYear } from '../../../src/desk/operations/add-production-year';
import { moveClock } from '../../../src/desk/operations/move-clock';
import { reserveEffect } from '../../../src/desk/operations/reserve-effect';
import { workspaceStatus } from '../../../src/desk/operations/workspace-status';
import { playbackStep } from '../../../src/desk/runtime/playback';
import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import { registerConsumer } from '../../../src/journal/consumers';
import { packageSchemaVersion } from '../../../src/store/migrate';
import { instant, MONDAY_MORNING } from '../../helpers/fixed-clock';
import { makeOrganisation } from '../../helpers/organisation';
import { aCompany, aDeal, aLead, anEntry } from '../../helpers/subjects';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { callFrom, listenTo } from '../notices/step-delivery';

describe('how a workspace is', () => {
	it('R-CORE-1: an empty one says where and what it is', async () => {
		const { workspace } = await temporaryWorkspace();
		expect(await workspaceStatus(workspace)).toEqual({
			name: 'Deal Desk',
			mode: 'live',
			now: instant(MONDAY_MORNING),
			nowIso: '2026-03-02T06:00:00.000Z',
			clockTarget: null,
			quiet: true,
			counts: { leads: 0, deals: 0, companies: 0, entries: 0, openTasks: 0, armedTimers: 0, pendingDeliveries: 0, parkedDeliveries: 0, openEffects: 0 },
			nextDueAt: null,
			unheardTimers: [],
			consumersNotSeen: [],
			copiedTriggers: [],
			calendarWarnings: [],
			schemaVersion: packageSchemaVersion,
			location: ':memory:',
		});
	});

	it('R-CORE-1: everything that waits is counted', async () => {
		const { workspace, clock } = await temporaryWorkspace();
		const people = await makeOrganisation(workspace);
		const inCharge = { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id };
		await listenTo(workspace, [{ kind: 'TaskCreated' }]);
		const lead = await aLead(workspace, inCharge);
		await aDeal(workspace, inCharge);
		await anEntry(workspace, inCharge);
		await aCompany(workspace, inCharge);
		const subject = { kind: 'lead', id: lead.id } as const;
		await createTask(workspace, { subject, kind: 'ordinary', to: 'responsible', joinHead: false, title: 'Позвонить', body: '', boundToStatus: false }, systemCall('test'));
		await reserveEffect(workspace, { kind: 'e-mail' }, callFrom(null, { effectKey: 'k' }));
		await startEscalation(workspace, { rule: 'lead-new', subject, note: '', steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 30, unit: 'minutes' } }, times: 1, inWorkingHours: false }] }, systemCall('test'));
		const status = await workspaceStatus(workspace);
		expect(status.counts).toEqual({ leads: 1, deals: 1, companies: 1, entries: 1, openTasks: 1, armedTimers: 1, pendingDeliveries: 1, parkedDeliveries: 0, openEffects: 1 });
		expect(status.nextDueAt).toBe(instant(MONDAY_MORNING) + 30 * 60_000);
		expect(status.unheardTimers).toEqual([]);
		clock.advance({ minutes: 30 });
		// Due now, and no workflow listens to its rule.
		expect((await workspaceStatus(workspace)).unheardTimers).toEqual([{ rule: 'lead-new', step: 'remind', count: 1 }]);
	});

	it('R-CORE-5: it is quiet when nothing is left to do now: no delivery waits, no timer is due, no clock is on its way', async () => {
		const { workspace, clock } = await temporaryWorkspace({ mode: 'sandbox' });
		const people = await makeOrganisation(workspace);
		const lead = await aLead(workspace, { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
		const quiet = async () => (await workspaceStatus(workspace)).quiet;
		await startEscalation(workspace, { rule: 'lead-new', subject: { kind: 'lead', id: lead.id }, note: '', steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 30, unit: 'minutes' } }, times: 1, inWorkingHours: false }] }, systemCall('test'));
		expect(await quiet()).toBe(true);
		clock.advance({ minutes: 30 });
		expect(await quiet()).toBe(false);
		clock.advance({ minutes: -10 });
		await moveClock(workspace, { by: { amount: 1, unit: 'minutes' } });
		expect(await quiet()).toBe(false);
		expect((await playbackStep(workspace)).kind).toBe('arrived');
		expect(await quiet()).toBe(true);
		await listenTo(workspace, [{ kind: 'TaskCreated' }]);
		await createTask(workspace, { subject: { kind: 'lead', id: lead.id }, kind: 'ordinary', to: 'responsible', joinHead: false, title: 'Позвонить', body: '', boundToStatus: false }, systemCall('test'));
		expect(await quiet()).toBe(false);
	});

	it('R-ORG-3: the missing calendar of the coming year is said in time, and no more once it is added', async () => {
		const { workspace, clock } = await temporaryWorkspace();
		clock.set('2026-09-30T12:00:00+03:00');
		expect((await workspaceStatus(workspace)).calendarWarnings).toEqual([]);
		clock.set('2026-10-15T12:00:00+03:00');
		expect((await workspaceStatus(workspace)).calendarWarnings).toEqual([expect.stringContaining('2027')]);
		const added = await addProductionYear(workspace, { year: { ...statutoryYear(2027), source: 'Постановление' } });
		expect(added).toMatchObject({ result: { year: 2027, replaced: false } });
		expect((await workspaceStatus(workspace)).calendarWarnings).toEqual([]);
	});
});

describe('a workflow that was imported twice', () => {
	const robot = { nodeName: 'New lead', filters: [{ kind: 'LeadStageChanged', scope: 'leads', state: 'new' }], whenBack: 'backlog', skipOvertaken: true } as const;
	const first = { id: 'w1', name: 'Run the lead robots' };
	const second = { id: 'w2', name: 'Run the lead robots copy' };

	it('R-CORE-2: is named while both copies are published, because each tells everybody once', async () => {
		const { workspace } = await temporaryWorkspace();
		const now = await workspace.database.leaseClock();
		const register = async (workflow: typeof first, change = {}) => await workspace.transaction(systemCall('test'), async (tx) => await registerConsumer(tx, { ...robot, id: `${workflow.id}:n`, workflow, ...change }, now));
		await register(first);
		await register({ id: 'w3', name: 'Of my own' }, { filters: [{ kind: 'LeadStageChanged', scope: 'leads', state: 'lost' }] });
		expect((await workspaceStatus(workspace)).copiedTriggers).toEqual([]);
		await register(second);
		expect((await workspaceStatus(workspace)).copiedTriggers).toEqual([{ nodeName: 'New lead', workflows: [first, second] }]);
	});

	it('R-CORE-2: is told from a workflow that hears the same among other things, also when the copy was changed since', async () => {
		const { workspace } = await temporaryWorkspace();
		const now = await workspace.database.leaseClock();
		const hears = async (workflow: typeof first, states: readonly string[]) => {
			for (const state of states) await workspace.transaction(systemCall('test'), async (tx) => await registerConsumer(tx, { ...robot, id: `${workflow.id}:${state}`, nodeName: state, workflow, filters: [{ kind: 'LeadStageChanged', scope: 'leads', state }] }, now));
		};
		await hears(first, ['new', 'needs', 'lost']);
		await hears({ id: 'w3', name: 'Of my own' }, ['new', 'call', 'won']);
		expect((await workspaceStatus(workspace)).copiedTriggers).toEqual([]);
		await hears(second, ['new', 'needs', 'thinking']);
		expect((await workspaceStatus(workspace)).copiedTriggers).toEqual([{ nodeName: 'needs', workflows: [first, second] }, { nodeName: 'new', workflows: [first, second] }]);
	});

	it('R-CORE-2: is not named once one of them is taken off', async () => {
		const { workspace } = await temporaryWorkspace();
		const now = await workspace.database.leaseClock();
		for (const [workflow, seenAt] of [[first, now - 61_000], [second, now]] as const) {
			await workspace.transaction(systemCall('test'), async (tx) => await registerConsumer(tx, { ...robot, id: `${workflow.id}:n`, workflow }, seenAt));
		}
		expect((await workspaceStatus(workspace)).copiedTriggers).toEqual([]);
	});
});

describe('moving the clock of a sandbox', () => {
	it.each([
		[{ amount: 90, unit: 'minutes' }, '2026-03-02T10:30:00+03:00'],
		[{ amount: 10, unit: 'calendar_days' }, '2026-03-13T00:00:00+03:00'],
		// 9 March is a day off.
		[{ amount: 5, unit: 'working_days' }, '2026-03-11T00:00:00+03:00'],
	] as const)('R-CORE-5: it plays on by %j, as far as a step that waits so long', async (by, target) => {
		const { workspace } = await temporaryWorkspace({ mode: 'sandbox' });
		expect(await moveClock(workspace, { by })).toEqual({ from: instant(MONDAY_MORNING), target: instant(target) });
		expect((await workspaceStatus(workspace)).clockTarget).toBe(instant(target));
		await playbackStep(workspace);
		expect(await workspaceStatus(workspace)).toMatchObject({ now: instant(target), clockTarget: null });
	});

	it('R-CORE-5: afterwards a wait of the same length has passed in every department', async () => {
		const { workspace } = await temporaryWorkspace({ mode: 'sandbox' });
		await makeOrganisation(workspace);
		// In Novosibirsk that day ends four hours earlier.
		expect((await moveClock(workspace, { by: { amount: 1, unit: 'working_days' } })).target).toBe(instant('2026-03-04T00:00:00+03:00'));
	});

	it('R-CORE-5: a live workspace refuses', async () => {
		const { workspace } = await temporaryWorkspace();
		await expect(moveClock(workspace, { by: { amount: 1, unit: 'hours' } })).rejects.toThrow(/live/);
	});

	it.each([
		['neither', {}],
		['both', { to: instant(MONDAY_MORNING), by: { amount: 1, unit: 'hours' } }],
		['a unit that is none', { by: { amount: 1, unit: 'fortnights' as 'hours' } }],
		['no span at all', { by: { amount: 0, unit: 'hours' } }],
		['a step back', { by: { amount: -1, unit: 'hours' } }],
		['seconds taken for ms and far too far', { to: 9e15 }],
	] as const)('R-CORE-6: %s is refused and the clock stays', async (_, input) => {
		const { workspace } = await temporaryWorkspace({ mode: 'sandbox' });
		await expect(moveClock(workspace, input)).rejects.toMatchObject({ code: 'invalid_input' });
		expect((await workspaceStatus(workspace)).clockTarget).toBeNull();
	});

	it('R-CORE-5: the clock never goes back', async () => {
		const { workspace } = await temporaryWorkspace({ mode: 'sandbox' });
		await expect(moveClock(workspace, { to: instant(MONDAY_MORNING) - 1 })).rejects.toThrow(/cannot go back/);
	});
});
