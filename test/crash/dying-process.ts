import type { Database, SqlTransaction } from '../../src/store/database';
import { watching } from '../helpers/query-plans';

export class ProcessDied extends Error {
	override readonly name = 'ProcessDied';
}

export interface DyingProcess {
	readonly database: Database;
	/** How many places to die at it has passed. */
	passed(): number;
	hasDied(): boolean;
}

/** Ends the connection as the death of its process would: PostgreSQL finds it gone, SQLite finds a transaction without its commit. */
async function cutConnection(tx: SqlTransaction): Promise<void> {
	if (tx.dialect === 'postgres') await tx.get('select pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
}

/**
 * A process that dies at the n-th place: before each statement of a transaction, before its commit, and after it, when the
 * database knows and the process does not. Once dead it does nothing more.
 */
export function dyingAt(database: Database, place: number): DyingProcess {
	let passed = 0;
	let dead = false;
	const pass = async (tx?: SqlTransaction): Promise<void> => {
		if (dead) throw new ProcessDied();
		passed += 1;
		if (passed !== place) return;
		dead = true;
		if (tx) await cutConnection(tx);
		throw new ProcessDied();
	};
	return {
		passed: () => passed,
		hasDied: () => dead,
		database: {
			...database,
			transaction: async (work) => {
				const result = await database.transaction(async (tx) => {
					const value = await work(watching(tx, async () => await pass(tx)));
					await pass(tx);
					return value;
				});
				await pass();
				return result;
			},
		},
	};
}
