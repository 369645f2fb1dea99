import { lockEffect } from '../../journal/effects';
import type { DeskTransaction } from '../workspace';
import { parkEffect } from './park-effect';

/** A run is given up after an hour (journal/pump.ts); a reservation older than that has nobody left who would settle it. */
export const STALE_AFTER_MS = 3_600_000;

/**
 * Hands reservations over to a person that no run will come back to: the webhook run whose process died, the delivery that
 * was passed over since. Runs that a delivery will repeat meet their reservation themselves, earlier. Answers how many.
 */
export async function parkStaleEffects(tx: DeskTransaction, most = 50): Promise<number> {
	const rows = await tx.all(
		`select f.key from effects f where f.state in ('reserved', 'unknown') and f.state = 'reserved' and f.at <= :before
			and not exists (select 1 from deliveries d where d.id = f.delivery_id and d.state in ('pending', 'claimed'))
			order by f.at limit :most`,
		{ before: tx.now - STALE_AFTER_MS, most },
	);
	let parked = 0;
	for (const row of rows) {
		const effect = await lockEffect(tx, String(row.key));
		if (effect?.state !== 'reserved') continue;
		await parkEffect(tx, effect, 'The run that reserved this effect ended without saying whether it happened.');
		parked += 1;
	}
	return parked;
}
