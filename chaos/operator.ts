import { setTimeout as pause } from 'node:timers/promises';

import { ConflictError } from '../src/errors';
import { retryDelivery } from '../src/desk/operations/retry-delivery';
import type { Workspace } from '../src/desk/workspace';

/** A pause before a retry that is longer than this is cut short; the shorter ones are waited out, so that they are tried as well. */
const PATIENCE_MS = 6_000;

/**
 * Retries what was parked and what waits for minutes, as an impatient person would, so that a run is over in minutes. It is
 * one more source of races: a delivery may be taken at the very moment it is retried.
 */
export async function retryImpatiently(workspace: Workspace, signal: AbortSignal): Promise<number> {
	let retried = 0;
	while (!signal.aborted) {
		await pause(1_000, undefined, { signal }).catch(() => undefined);
		try {
			const now = await workspace.database.leaseClock();
			const waiting = await workspace.read(async (query) => await query.all("select id from deliveries where state = 'parked' or (state = 'pending' and available_at > :late) limit 200", { late: now + PATIENCE_MS }));
			for (const { id } of waiting) {
				await retryDelivery(workspace, { deliveryId: Number(id) }).catch((error: unknown) => {
					if (!(error instanceof ConflictError)) throw error;
				});
				retried += 1;
			}
		} catch {
			// The database is away; so is everybody else.
		}
	}
	return retried;
}
