import { InvalidInputError } from '../errors';
import { keepingFault } from '../kept-text';
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

/** What a database would refuse in its own words, or keep as something else. Whoever reads input refuses it earlier and by its proper name. */
function keepable(name: string, value: SqlValue): SqlValue {
	const fault = typeof value === 'string' ? keepingFault(value) : typeof value === 'number' && !Number.isSafeInteger(Math.trunc(value)) ? `${value} is beyond the numbers that can be kept` : null;
	if (fault !== null) throw new InvalidInputError([{ field: name, reason: fault }]);
	return value;
}

/** One value; a missing one is a programming error. @throws {InvalidInputError} as `positionalValues` */
export function valueOf(name: string, params: SqlParams): SqlValue {
	const value = params[name];
	if (value === undefined) throw new TypeError(`SQL parameter :${name} was not given`);
	return keepable(name, value);
}

/**
 * The values of a positional statement in its order; a missing one is a programming error and says which.
 * @throws {InvalidInputError} for a text or number that cannot be kept: the same one on both databases
 */
export function positionalValues({ names }: Pick<PositionalStatement, 'names'>, params: SqlParams): SqlValue[] {
	return names.map((name) => valueOf(name, params));
}
