import { systemCall } from '../../call';
import { registerConsumer } from '../../journal/consumers';
import type { Consumer } from '../../journal/consumers';
import type { Delivery } from '../../journal/deliveries';
import { Pump } from '../../journal/pump';
import type { PumpStore, Verdict } from '../../journal/pump';
import type { DeskTransaction, Workspace } from '../workspace';
import { reportParked } from './timekeeper';
import type { Timekeeper } from './timekeeper';

export type { Consumer, ConsumerFilter } from '../../journal/consumers';
export type { Delivery } from '../../journal/deliveries';
export type { Verdict } from '../../journal/pump';

export interface Listener {
	readonly consumer: Consumer;
	/** Most deliveries handed to one workflow run. */
	readonly batchSize: number;
	/** Attempts of one delivery before it is parked for the operator. */
	readonly mostAttempts: number;
	/** A run longer than this is given up and its deliveries tried again, ms. Default of the pump: 15 minutes. */
	readonly longestRunMs?: number;
	/** How long a batch is held without a sign of life, ms. Default LEASE_MS of journal/deliveries.ts. */
	readonly leaseMs?: number;
	/** Hands a batch to the workflow and answers when the run has ended. */
	readonly run: (deliveries: readonly Delivery[]) => Promise<Verdict>;
}

function storeOf(workspace: Workspace): PumpStore {
	const call = systemCall('deliveries');
	return { transaction: async (work) => await workspace.transaction(call, work), leaseClock: async () => await workspace.database.leaseClock() };
}

/**
 * Registers a consumer and begins to deliver to it. From here on no matching event is missed, also while this process is
 * down (R-CORE-1).
 * @returns what ends it: no further batch begins, and it resolves when the batch in hand has its verdict. The consumer stays
 * registered, so that what happens meanwhile waits for it.
 */
export async function listen(workspace: Workspace, keeper: Timekeeper, listener: Listener): Promise<() => Promise<void>> {
	const { consumer, batchSize, mostAttempts, longestRunMs, leaseMs, run } = listener;
	const now = await workspace.database.leaseClock();
	await workspace.transaction(systemCall('trigger'), async (tx) => await registerConsumer(tx, consumer, now));
	const pump = new Pump(storeOf(workspace), {
		consumer: consumer.id,
		batchSize,
		mostAttempts,
		...(longestRunMs !== undefined && { longestRunMs }),
		...(leaseMs !== undefined && { leaseMs }),
		run,
		// The store above hands out desk transactions and nothing else.
		onFailed: async (tx, failed, error) => await reportParked(tx as DeskTransaction, failed, error),
	});
	keeper.add(pump);
	return async () => await keeper.remove(pump);
}
