import type { SqlParams, SqlValue } from './database';

export interface PositionalStatement {
	readonly text: string;
	readonly names: readonly string[];
}

const cache = new Map<string, PositionalStatement>();
const NAMED = /(?<![:\w]):([a-zA-Z]\w*)/g;

/** Translates `:name` to PostgreSQL's `$1`; a name used twice gets one position. Casts (`::text`) are left alone. */
export function toPositional(sql: string): PositionalStatement {
	const known = cache.get(sql);
	if (known) return known;
	const names: string[] = [];
	const text = sql.replace(NAMED, (_match, name: string) => {
		let position = names.indexOf(name);
		if (position < 0) position = names.push(name) - 1;
		return `$${position + 1}`;
	});
	const statement = { text, names };
	cache.set(sql, statement);
	return statement;
}

/** The values of a positional statement in its order; a missing one is a programming error and says which. */
export function positionalValues(statement: PositionalStatement, params: SqlParams): SqlValue[] {
	return statement.names.map((name) => {
		const value = params[name];
		if (value === undefined) throw new TypeError(`SQL parameter :${name} was not given`);
		return value;
	});
}
