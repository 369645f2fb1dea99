import { systemCall } from '../../call';
import type { Call } from '../../call';
import { ConflictError, InvalidInputError } from '../../errors';
import type { Workspace } from '../workspace';
import { lockDelivery } from './retry-delivery';

export interface DiscardDelivery {
	readonly deliveryId: number;
	/** Why nothing is to be done about the event any more. */
	readonly reason: string;
}

/**
 * Gives a delivery up for good: its workflow will not hear of this event. The row stays, with the reason; who discarded it
 * is in the journal.
 * @throws {ConflictError} when it runs or is settled
 */
export async function discardDelivery(workspace: Workspace, input: DiscardDelivery, call: Call = systemCall('operator')): Promise<{ readonly deliveryId: number; readonly state: 'skipped' }> {
	const reason = input.reason.trim();
	if (reason === '') throw new InvalidInputError([{ field: 'Reason', reason: 'say why the event is given up' }]);
	return await workspace.transaction(call, async (tx) => {
		const state = await lockDelivery(tx, input.deliveryId);
		if (state === 'claimed') throw new ConflictError(`The workflow of delivery ${input.deliveryId} is running at this moment`, 'Look again when it has ended.');
		if (state !== 'parked' && state !== 'pending') throw new ConflictError(`Delivery ${input.deliveryId} is settled already: ${state}`, 'There is nothing to discard.');
		await tx.run("update deliveries set state = 'skipped', settled_at = :now, last_error = :reason where id = :id", { id: input.deliveryId, now: tx.now, reason: `Discarded by ${call.actor.name}: ${reason}` });
		await tx.emit({ kind: 'WorkspaceChanged', scope: 'deliveries', state: 'discarded', subject: { kind: 'workspace', id: 1 }, data: { deliveryId: input.deliveryId, reason } });
		return { deliveryId: input.deliveryId, state: 'skipped' };
	});
}
