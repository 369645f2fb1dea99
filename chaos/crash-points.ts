import type { Workspace } from '../src/desk/workspace';
import { Workspace as DeskWorkspace } from '../src/desk/workspace';
import type { Database, Queryable, SqlTransaction } from '../src/store/database';

/** Where a process can stop: before each statement of a transaction, before its commit, and right after it. */
export type CrashPoint = (where: string) => void;

const watched = <Q extends Queryable>(query: Q, point: CrashPoint): Q => ({
	...query,
	all: async (sql, params) => (point(sql), await query.all(sql, params)),
	get: async (sql, params) => (point(sql), await query.get(sql, params)),
	run: async (sql, params) => (point(sql), await query.run(sql, params)),
	insertRows: async (rows) => (point(`insert into ${rows.table}`), await query.insertRows(rows)),
});

/** A database that calls `point` at every place where a process could stop with something half-done. */
export function withCrashPoints(database: Database, point: CrashPoint): Database {
	return {
		...database,
		transaction: async (work) => {
			const result = await database.transaction(async (tx: SqlTransaction) => {
				const seen = watched(tx, point);
				// Apart from its commit, so that a process can stop between the two.
				const value = await work({ ...seen, last: seen });
				point('commit');
				return value;
			});
			point('after the commit');
			return result;
		},
	};
}

/** The workspace over a database of its own making; modes and clock stay. */
export const overDatabase = (workspace: Workspace, database: Database, systemClock: () => number): Workspace => new DeskWorkspace(database, workspace.mode, systemClock);
