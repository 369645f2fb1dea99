import type { SqlTransaction } from '../../store/database';

/**
 * Lets one save of the organisation run at a time: each reads the whole of it to check rings, patterns and names, and writes
 * whole rows. Saves are rare; nobody else waits for this lock for longer than a moment.
 */
export async function lockOrganisation(tx: SqlTransaction): Promise<void> {
	await tx.get(`select id from workspace where id = 1${tx.lockRows}`);
}
