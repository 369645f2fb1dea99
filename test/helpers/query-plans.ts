import type { Workspace } from '../../src/desk/workspace';
import type { SqlParams, SqlTransaction, SqlValue } from '../../src/store/database';
import { toPositional } from '../../src/store/named-parameters';

export interface PlannedStatement {
	readonly sql: string;
	/** The steps of the plan, as the database words them. */
	readonly plan: readonly string[];
}

/** A transaction that hands each statement to `see` before it runs; null for rows that are inserted, which have no plan. */
export function watching(tx: SqlTransaction, see: (sql: string | null, params: SqlParams) => Promise<void>): SqlTransaction {
	const seen: SqlTransaction = {
		...tx,
		all: async (sql, params = {}) => (await see(sql, params), await tx.all(sql, params)),
		get: async (sql, params = {}) => (await see(sql, params), await tx.get(sql, params)),
		run: async (sql, params = {}) => (await see(sql, params), await tx.run(sql, params)),
		insertRows: async (rows) => (await see(null, {}), await tx.insertRows(rows)),
	};
	// Apart from its commit, so that something can come between the two.
	return { ...seen, last: seen };
}

const literal = (value: SqlValue | undefined): string => (typeof value === 'number' ? String(value) : value === null || value === undefined ? 'null' : `'${String(value).replaceAll("'", "''")}'`);

/** On PostgreSQL the generic plan: the one that a prepared statement settles on after a few runs, whatever its values. */
async function genericPlan(tx: SqlTransaction, sql: string, params: SqlParams): Promise<string[]> {
	const { text, names } = toPositional(sql);
	await tx.run(`prepare planned as ${text}`);
	const values = names.length === 0 ? '' : `(${names.map((name) => literal(params[name])).join(', ')})`;
	const rows = await tx.all(`explain execute planned${values}`);
	await tx.run('deallocate planned');
	return rows.map((row) => String(row['QUERY PLAN']).trim());
}

async function planOf(tx: SqlTransaction, sql: string, params: SqlParams): Promise<string[]> {
	if (tx.dialect === 'postgres') return await genericPlan(tx, sql, params);
	return (await tx.all(`explain query plan ${sql}`, params)).map((row) => String(row.detail));
}

/** The plans of all statements of a piece of work, taken while it runs. */
export async function plansOf(workspace: Workspace, work: (tx: SqlTransaction) => Promise<unknown>): Promise<PlannedStatement[]> {
	const planned: PlannedStatement[] = [];
	await workspace.database.transaction(async (tx) => {
		planned.length = 0;
		if (tx.dialect === 'postgres') await tx.run('set local plan_cache_mode = force_generic_plan');
		const see = async (sql: string | null, params: SqlParams) => {
			if (sql !== null) planned.push({ sql: sql.replace(/\s+/g, ' ').trim(), plan: await planOf(tx, sql, params) });
		};
		await work(watching(tx, see));
	});
	return planned;
}
