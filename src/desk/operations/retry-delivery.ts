import { systemCall } from '../../call';
import type { Call } from '../../call';
import { ConflictError, NotFoundError } from '../../errors';
import type { SqlTransaction } from '../../store/database';
import type { DeskTransaction, Workspace } from '../workspace';

export type RetryDelivery = { readonly deliveryId: number } | { readonly all: true };

export interface DeliveriesRetried {
	/** How many wait for their workflow again. */
	readonly retried: number;
}

/** The state of a delivery, with its row kept for this transaction. @throws {NotFoundError} */
export async function lockDelivery(tx: SqlTransaction, deliveryId: number): Promise<string> {
	const row = await tx.get(`select state from deliveries where id = :id${tx.lockRows}`, { id: deliveryId });
	if (!row) throw new NotFoundError('Delivery', deliveryId);
	return String(row.state);
}

const whyNot: Readonly<Record<string, string>> = {
	claimed: 'Its workflow is running at this moment; look again when it has ended.',
	done: 'Its workflow succeeded; there is nothing to repeat.',
	skipped: 'It was passed over for the reason it carries; run the workflow by hand if it must act nevertheless.',
};

// A fresh start: attempts from 0 and no pause, because a person has looked at it and mended what was wrong.
const retrySql = (which: string) => `update deliveries set state = 'pending', available_at = 0, attempt = 0, settled_at = null where ${which} and consumer_id in (select id from consumers)`;

async function retryOne(tx: DeskTransaction, deliveryId: number): Promise<number> {
	const state = await lockDelivery(tx, deliveryId);
	const remedy = whyNot[state];
	if (remedy !== undefined) throw new ConflictError(`Delivery ${deliveryId} is ${state} and cannot be retried`, remedy);
	const retried = await tx.run(retrySql("id = :id and state in ('parked', 'pending')"), { id: deliveryId });
	if (retried === 0) throw new ConflictError(`The trigger of delivery ${deliveryId} was removed`, 'Activate the workflow again, or discard the delivery.');
	return retried;
}

/**
 * Hands a parked delivery (or all of them) to its workflow again, at once and with all its attempts (R-CORE-1). One that
 * waits out its backoff is retried now.
 * @throws {ConflictError} when it runs, succeeded or was passed over
 */
export async function retryDelivery(workspace: Workspace, input: RetryDelivery, call: Call = systemCall('operator')): Promise<DeliveriesRetried> {
	return await workspace.transaction(call, async (tx) => {
		const retried = 'all' in input ? await tx.run(retrySql("state = 'parked'")) : await retryOne(tx, input.deliveryId);
		if (retried > 0) await tx.emit({ kind: 'WorkspaceChanged', scope: 'deliveries', state: 'retried', subject: { kind: 'workspace', id: 1 }, data: { ...input, retried } });
		return { retried };
	});
}
