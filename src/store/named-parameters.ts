import type { SqlParams, SqlValue } from './database';

export interface PositionalStatement {
	readonly text: string;
	/** The parameter at each position. */
	readonly names: readonly string[];
}

// Text in quotes is passed over, casts (`::text`) are left alone.
const NAMED = /'(?:[^']|'')*'|(?<![:\w]):([a-zA-Z]\w*)/g;

function translate(sql: string, placeholder: (name: string) => string): string {
	return sql.replace(NAMED, (match: string, name: string | undefined) => (name === undefined ? match : placeholder(name)));
}

function remembering(make: (sql: string) => PositionalStatement): (sql: string) => PositionalStatement {
	const cache = new Map<string, PositionalStatement>();
	return (sql) => {
		let statement = cache.get(sql);
		if (!statement) cache.set(sql, (statement = make(sql)));
		return statement;
	};
}

/** Translates `:name` to PostgreSQL's `$1`; a name used twice gets one position. */
export const toPositional = remembering((sql) => {
	const names: string[] = [];
	const text = translate(sql, (name) => {
		let position = names.indexOf(name);
		if (position < 0) position = names.push(name) - 1;
		return `$${position + 1}`;
	});
	return { text, names };
});

/** Translates `:name` to SQLite's anonymous `?`; a name used twice gets two. */
export const toAnonymous = remembering((sql) => {
	const names: string[] = [];
	const text = translate(sql, (name) => {
		names.push(name);
		return '?';
	});
	return { text, names };
});

/** The values of a positional statement in its order; a missing one is a programming error and says which. */
export function positionalValues(statement: PositionalStatement, params: SqlParams): SqlValue[] {
	return statement.names.map((name) => {
		const value = params[name];
		if (value === undefined) throw new TypeError(`SQL parameter :${name} was not given`);
		return value;
	});
}
