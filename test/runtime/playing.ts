import { systemCall } from '../../src/call';
import { startEscalation } from '../../src/desk/escalations/start-escalation';
import { listen } from '../../src/desk/runtime/listen';
import type { Delivery, Verdict } from '../../src/desk/runtime/listen';
import { Timekeeper } from '../../src/desk/runtime/timekeeper';
import type { Workspace } from '../../src/desk/workspace';
import type { EscalationStep } from '../../src/escalation/escalation';
import type { ConsumerFilter } from '../../src/journal/consumers';
import { aConsumer } from '../helpers/listeners';
import { makeOrganisation } from '../helpers/organisation';
import { aLead } from '../helpers/subjects';
import { temporaryWorkspace } from '../helpers/temporary-workspace';
import type { TemporaryWorkspaceOptions } from '../helpers/temporary-workspace';

export const call = systemCall('test');
export const DAY = 86_400_000;

/** Waits until something holds, at most some seconds: for what a loop of the package does by itself. */
export async function until(what: () => Promise<boolean> | boolean, patienceMs = 10_000): Promise<void> {
	const giveUpAt = performance.now() + patienceMs;
	while (!(await what())) {
		if (performance.now() > giveUpAt) throw new Error(`It did not happen within ${patienceMs} ms: ${String(what)}`);
		await new Promise((resolve) => setTimeout(resolve, 3));
	}
}

/** Everything that was started is stopped at the end of the test, whatever became of it. */
const stops: Array<() => Promise<void>> = [];
afterEach(async () => {
	for (const stop of stops.splice(0)) await stop();
});

/** A process with a loop and one active workflow, as n8n runs it. */
export async function runWorkflow(
	workspace: Workspace,
	filters: readonly ConsumerFilter[],
	run: (deliveries: readonly Delivery[]) => Promise<Verdict> | Verdict,
	options: { id?: string; mostAttempts?: number; everyMs?: number; housekeepingMs?: number; onError?: (error: Error) => void; keeper?: Timekeeper } = {},
): Promise<{ readonly keeper: Timekeeper; readonly stop: () => Promise<void> }> {
	const keeper = options.keeper ?? new Timekeeper(workspace, { everyMs: options.everyMs ?? 10, ...(options.housekeepingMs !== undefined && { housekeepingMs: options.housekeepingMs }), ...(options.onError && { onError: options.onError }) });
	const stop = await listen(workspace, keeper, { consumer: aConsumer({ id: options.id ?? 'workflow:node', filters }), batchSize: 50, mostAttempts: options.mostAttempts ?? 6, run: async (deliveries) => await run(deliveries) });
	stops.push(stop);
	return { keeper, stop };
}

/** A workspace with a lead that a rule watches over. */
export async function aWatchedWorkspace(options: TemporaryWorkspaceOptions = {}) {
	const temporary = await temporaryWorkspace(options);
	const { workspace } = temporary;
	const { nizhny } = await makeOrganisation(workspace);
	const lead = await aLead(workspace, { responsibleId: nizhny.manager.id, departmentId: nizhny.department.id });
	const subject = { kind: 'lead' as const, id: lead.id };
	const watch = async (steps: readonly EscalationStep[], rule = 'call-back') => await startEscalation(workspace, { rule, subject, steps, note: '' }, call);
	const now = async () => await workspace.read(async (query) => await workspace.now(query));
	const target = async () => (await workspace.read(async (query) => await workspace.info(query))).clockTargetAt;
	return { ...temporary, lead, subject, watch, now, target, arrived: async () => (await target()) === null };
}
