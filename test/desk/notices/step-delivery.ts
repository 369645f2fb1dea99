import { systemCall } from '../../../src/call';
import type { Call } from '../../../src/call';
import { fireDueTimers } from '../../../src/desk/escalations/fire-due-timers';
import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import type { Workspace } from '../../../src/desk/workspace';
import { claimDeliveries } from '../../../src/journal/deliveries';
import type { Delivery } from '../../../src/journal/deliveries';
import { registerConsumer } from '../../../src/journal/consumers';
import type { ConsumerFilter } from '../../../src/journal/consumers';
import type { SubjectRef } from '../../../src/subject';

/** A trigger of a published workflow, as the trigger node registers it. */
export async function listenTo(workspace: Workspace, filters: readonly ConsumerFilter[], id = 'w1/n1'): Promise<void> {
	const now = await workspace.database.leaseClock();
	await workspace.transaction(systemCall('test'), async (tx) => await registerConsumer(tx, { id, workflow: { id: 'w1', name: 'Escalate contracts' }, nodeName: 'Step due', filters, whenBack: 'backlog', skipOvertaken: true }, now));
}

/** What the pump hands to the workflow next. */
export async function claimNext(workspace: Workspace, consumer = 'w1/n1', leaseMs = 30_000): Promise<Delivery[]> {
	const now = await workspace.database.leaseClock();
	return [...(await workspace.transaction(systemCall('test'), async (tx) => await claimDeliveries(tx, consumer, { now, leaseMs, most: 50 }))).deliveries];
}

/** The call of a node in the run that a delivery started. */
export const callFrom = (deliveryId: number | null, overrides: Partial<Call> = {}): Call => ({
	actor: { kind: 'workflow', name: 'Escalate contracts' },
	workflow: { id: 'w1', name: 'Escalate contracts' },
	node: { id: 'n2', name: 'Notify manager' },
	executionId: '231',
	deliveryId,
	effectKey: deliveryId === null ? null : `d${deliveryId}/n2/0`,
	...overrides,
});

/** Starts an escalation with one step that falls due at once, fires it and claims the delivery. */
export async function stepDue(workspace: Workspace, subject: SubjectRef, note = 'Решите дальнейшую судьбу'): Promise<Delivery> {
	await listenTo(workspace, [{ kind: 'EscalationStepDue' }]);
	const steps = [
		{ code: 'task', wait: { kind: 'after', wait: { amount: 0, unit: 'minutes' } }, times: 1, inWorkingHours: false },
		{ code: 'again', wait: { kind: 'after', wait: { amount: 3, unit: 'working_days' } }, times: 1, inWorkingHours: false },
	] as const;
	await startEscalation(workspace, { rule: 'contract-not-signed', subject, steps, note }, systemCall('test'));
	await fireDueTimers(workspace);
	const [delivery] = await claimNext(workspace);
	if (!delivery) throw new Error('the step was not delivered');
	return delivery;
}
