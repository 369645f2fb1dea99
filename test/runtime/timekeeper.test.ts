import { fireDueTimers } from '../../src/desk/escalations/fire-due-timers';
import type { Workspace } from '../../src/desk/workspace';
import { after } from '../escalation/watched-lead';
import { claimNext, listenTo, takeAll } from '../helpers/listeners';
import { moveLeadTo } from '../helpers/subjects';
import { aWatchedWorkspace, runWorkflow, until } from './playing';

const rows = async (workspace: Workspace, sql: string) => await workspace.read(async (query) => await query.all(sql));

it('R-CORE-1: a due timer starts its workflow, and the delivery is done when the run has succeeded', async () => {
	const { workspace, clock, watch } = await aWatchedWorkspace();
	const seen: string[] = [];
	await runWorkflow(workspace, [{ kind: 'EscalationStepDue' }], (deliveries) => {
		seen.push(...deliveries.map(({ event }) => event.state));
		return { kind: 'succeeded' };
	});
	await watch([after(1, 'hours')]);
	clock.advance({ hours: 1 });
	await until(async () => (await rows(workspace, "select id from deliveries where state = 'done'")).length === 1);
	expect(seen).toEqual(['remind']);
});

it('R-CORE-1: a change in this process wakes the workflow at once, long before the next look', async () => {
	const { workspace, lead } = await aWatchedWorkspace();
	let runs = 0;
	await runWorkflow(
		workspace,
		[{ kind: 'LeadStageChanged' }],
		() => {
			runs += 1;
			return { kind: 'succeeded' };
		},
		{ everyMs: 3_600_000 },
	);
	await moveLeadTo(workspace, lead.id, 'needs');
	await until(() => runs === 1, 2_000);
});

it('R-CORE-1: a parked delivery is announced, once, and the announcement of a failing announcer is not', async () => {
	const { workspace, lead } = await aWatchedWorkspace();
	const listener = await listenTo(workspace, [{ kind: 'DeliveryParked' }], { id: 'ops' });
	await runWorkflow(workspace, [{ kind: 'LeadStageChanged' }, { kind: 'DeliveryParked' }], () => ({ kind: 'refused', error: 'the workflow waits' }));
	await moveLeadTo(workspace, lead.id, 'needs');
	await until(async () => (await rows(workspace, "select id from deliveries where state = 'parked'")).length === 2);
	const reports = await takeAll(workspace, listener);
	expect(reports.map(({ event }) => event.data)).toEqual([expect.objectContaining({ eventKind: 'LeadStageChanged', workflow: 'Notify the manager', node: 'Trigger', attempts: 1, error: 'the workflow waits' })]);
});

it('R-CORE-1: recovers at its first look what a killed process had in hand', async () => {
	const { workspace, lead } = await aWatchedWorkspace();
	const consumer = await listenTo(workspace, [{ kind: 'LeadStageChanged' }]);
	await moveLeadTo(workspace, lead.id, 'needs');
	await claimNext(workspace, consumer, { leaseMs: -1 });
	await runWorkflow(workspace, [{ kind: 'LeadStageChanged' }], () => ({ kind: 'succeeded' }));
	await until(async () => (await rows(workspace, "select id from deliveries where state = 'done' and attempt = 2")).length === 1);
});

it('a slow workflow does not keep the timers of the others waiting', async () => {
	const { workspace, clock, lead, watch } = await aWatchedWorkspace();
	let finish: () => void = () => undefined;
	const slow = new Promise<void>((resolve) => {
		finish = resolve;
	});
	await runWorkflow(workspace, [{ kind: 'LeadStageChanged' }], async () => (await slow, { kind: 'succeeded' as const }), { id: 'slow' });
	const seen: string[] = [];
	await watch([after(1, 'hours')]);
	await runWorkflow(workspace, [{ kind: 'EscalationStepDue' }], (deliveries) => (seen.push(...deliveries.map(({ event }) => event.state)), { kind: 'succeeded' }), { id: 'quick' });
	clock.advance({ hours: 1 });
	await until(() => seen.length === 1);
	finish();
	expect(lead.stage).toBe('new');
});

it('trouble with one part of the loop is told and does not keep the others from their work', async () => {
	const { workspace, clock, lead, watch } = await aWatchedWorkspace();
	const errors: string[] = [];
	let runs = 0;
	await watch([after(1, 'hours')]);
	await listenTo(workspace, [{ kind: 'EscalationStepDue' }], { id: 'other' });
	await workspace.database.transaction(async (tx) => await tx.run("update escalations set steps_json = 'broken'"));
	await runWorkflow(workspace, [{ kind: 'LeadStageChanged' }], () => ((runs += 1), { kind: 'succeeded' }), { onError: (error) => errors.push(error.message) });
	clock.advance({ hours: 1 });
	await moveLeadTo(workspace, lead.id, 'new').catch(() => undefined);
	await workspace.database.transaction(async (tx) => await tx.run("insert into events (at, kind, scope, state, origin, subject_kind, subject_id, data_json, cause_json) values (0, 'LeadStageChanged', '', '', 'by_hand', 'lead', 1, '{}', '{}')"));
	await workspace.database.transaction(async (tx) => await tx.run("insert into deliveries (consumer_id, event_id, state, available_at, attempt, alone) select 'workflow:node', max(id), 'pending', 0, 0, 0 from events"));
	await until(() => runs > 0 && errors.length > 0);
	expect(errors[0]).toMatch(/JSON/);
});

it('the loop ends with its last trigger and leaves nothing at work', async () => {
	const { workspace, clock, lead, watch } = await aWatchedWorkspace();
	const { stop } = await runWorkflow(workspace, [{ kind: 'EscalationStepDue' }], () => ({ kind: 'succeeded' }));
	await watch([after(1, 'hours')]);
	await stop();
	clock.advance({ hours: 1 });
	await moveLeadTo(workspace, lead.id, 'new').catch(() => undefined);
	await new Promise((resolve) => setTimeout(resolve, 40));
	expect(await rows(workspace, "select id from timers where state = 'fired'")).toEqual([]);
	expect(await fireDueTimers(workspace)).toMatchObject({ failures: [] });
});

it('a workflow that is published again takes over from itself', async () => {
	const { workspace, lead } = await aWatchedWorkspace();
	const seen: string[] = [];
	const first = await runWorkflow(workspace, [{ kind: 'LeadStageChanged' }], () => (seen.push('old'), { kind: 'succeeded' }));
	await runWorkflow(workspace, [{ kind: 'LeadStageChanged' }], () => (seen.push('new'), { kind: 'succeeded' }), { keeper: first.keeper });
	await first.stop();
	await moveLeadTo(workspace, lead.id, 'needs');
	await until(() => seen.includes('new'));
	expect(seen).toEqual(['new']);
});
