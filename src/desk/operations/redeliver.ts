import type { DeskTransaction } from '../workspace';

/**
 * Puts a settled delivery before its workflow again, as new. What the workflow did the first time is in the effect ledger,
 * so only what is missing happens. Answers whether it was put back: not when it runs or waits already, nor when its trigger
 * was removed.
 */
export async function redeliver(tx: DeskTransaction, deliveryId: number): Promise<boolean> {
	const changed = await tx.run(
		`update deliveries set state = 'pending', available_at = 0, attempt = 0, alone = 1, claim_token = null, lease_until = null, settled_at = null
			where id = :id and state in ('done', 'skipped', 'parked') and consumer_id in (select id from consumers)`,
		{ id: deliveryId },
	);
	return changed === 1;
}
