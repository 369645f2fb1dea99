import { systemCall } from '../../src/call';
import type { Workspace } from '../../src/desk/workspace';
import { registerConsumer } from '../../src/journal/consumers';
import type { Consumer, ConsumerFilter } from '../../src/journal/consumers';
import { acknowledge, claimDeliveries } from '../../src/journal/deliveries';
import type { Claim, Delivery } from '../../src/journal/deliveries';

export const aConsumer = (overrides: Partial<Consumer> = {}): Consumer => ({
	id: 'workflow:node',
	workflow: { id: 'workflow', name: 'Notify the manager' },
	nodeName: 'Trigger',
	filters: [{ kind: 'EscalationStepDue' }],
	whenBack: 'backlog',
	skipOvertaken: false,
	...overrides,
});

/** Registers a consumer as an active trigger does. Answers its id. */
export async function listenTo(workspace: Workspace, filters: readonly ConsumerFilter[], overrides: Partial<Consumer> = {}): Promise<string> {
	const consumer = aConsumer({ filters, ...overrides });
	const now = await workspace.database.leaseClock();
	await workspace.transaction(systemCall('test'), async (tx) => await registerConsumer(tx, consumer, now));
	return consumer.id;
}

/** Claims one batch, as a pump does before a run. */
export async function claimNext(workspace: Workspace, consumer: string, options: { most?: number; leaseMs?: number; now?: number } = {}): Promise<Claim> {
	const now = options.now ?? (await workspace.database.leaseClock());
	return await workspace.database.transaction(async (tx) => await claimDeliveries(tx, consumer, { now, leaseMs: options.leaseMs ?? 30_000, most: options.most ?? 1_000 }));
}

/** Takes everything that waits for a consumer, as a workflow that always succeeds. */
export async function takeAll(workspace: Workspace, consumer: string): Promise<Delivery[]> {
	const taken: Delivery[] = [];
	for (;;) {
		const claim = await claimNext(workspace, consumer);
		if (claim.kind === null) return taken;
		taken.push(...claim.deliveries);
		await workspace.database.transaction(async (tx) => await acknowledge(tx, claim.token, Date.now()));
	}
}
