import type { Queryable, SqlParams } from './database';
import type { Table } from './table';

/** One page of a list, newest first. `next` continues it, null at the end: a key, not an offset, so that new rows shift nothing. */
export interface Page<T> {
	readonly items: readonly T[];
	readonly next: number | null;
}

export interface PageRequest {
	/** `next` of the page before. */
	readonly after?: number | null;
	/** Default 50, at most 1000. */
	readonly limit?: number;
}

/** A part of a `where` clause with the parameters it names. */
export interface Condition {
	readonly sql: string;
	readonly params: SqlParams;
}

const DEFAULT_LIMIT = 50;
const MOST = 1_000;

/** How many rows are read for a limit that somebody asked for. */
export const rowsFor = (limit: number | undefined, most = MOST): number => Math.min(Math.max(Math.trunc(limit ?? DEFAULT_LIMIT), 1), most);

export async function pageOf<T extends { id: number }>(query: Queryable, table: Table<T>, conditions: readonly Condition[], request: PageRequest): Promise<Page<T>> {
	const limit = rowsFor(request.limit);
	const { after = null } = request;
	const all = [...conditions, ...(after === null ? [] : [{ sql: 'id < :after', params: { after } }])];
	const where = all.length === 0 ? '' : `where ${all.map(({ sql }) => `(${sql})`).join(' and ')}`;
	const rows = await table.select(query, `${where} order by id desc limit :rows`, { ...Object.assign({}, ...all.map(({ params }) => params)), rows: limit + 1 });
	const items = rows.slice(0, limit);
	return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One column equals a value, when a value was asked for. */
export function equals(column: string, value: string | number | null | undefined): Condition[] {
	return value === undefined || value === null || value === '' ? [] : [{ sql: `${column} = :${column}`, params: { [column]: value } }];
}

const escaped = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

/**
 * Any of the columns contains the text. SQLite folds the case of Latin letters only and PostgreSQL of none, so the usual
 * spellings of a Russian word are asked for one by one.
 */
export function contains(columns: readonly string[], text: string): Condition {
	const spellings = [...new Set([text, text.toLowerCase(), text.toUpperCase(), capitalised(text)])];
	const names = spellings.map((_, index) => `text${index}`);
	const sql = columns.flatMap((column) => names.map((name) => `${column} like :${name} escape '\\'`)).join(' or ');
	return { sql, params: Object.fromEntries(spellings.map((spelling, index) => [`text${index}`, `%${escaped(spelling)}%`])) };
}

/** Any of the conditions. */
export function either(conditions: readonly Condition[]): Condition {
	return { sql: conditions.map(({ sql }) => `(${sql})`).join(' or '), params: Object.assign({}, ...conditions.map(({ params }) => params)) };
}

/** The column of phone numbers (+7…) contains the digits of a search text, whichever way the number was typed. Empty for a text without enough digits. */
export function containsPhone(column: string, text: string): Condition[] {
	const digits = /^[\d\s()+.-]+$/.test(text) ? text.replace(/\D/g, '') : '';
	// The 8 or 7 in front stands for the country when a number is typed, and may be part of it when a piece of one is.
	const national = digits.replace(/^[78]/, '');
	const [any, stripped] = [digits, national].map((part) => (part.length < 4 ? null : `%${part}%`));
	if (!any) return [];
	return [{ sql: `${column} like :phoneDigits or ${column} like :phoneNational`, params: { phoneDigits: any, phoneNational: stripped ?? any } }];
}

/** The record whose number was typed. */
export function hasId(text: string): Condition[] {
	const number = text.replace(/^[№#]\s*/, '');
	return /^\d{1,15}$/.test(number) ? [{ sql: 'id = :searchedId', params: { searchedId: Number(number) } }] : [];
}
