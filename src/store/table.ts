import { NotFoundError } from '../errors';
import type { ColumnType, Queryable, SqlParams, SqlRow, SqlTransaction, SqlValue } from './database';
import { insertOne, insertUnlessTaken } from './insert-rows';

/** How one field is stored: its column, and the two directions of the translation. */
export interface Column<T> {
	readonly name: string;
	/** How many of its values travel at once. */
	readonly type: ColumnType;
	readonly encode: (value: T) => SqlValue;
	readonly decode: (value: SqlValue) => T;
}

const same = (name: string, type: ColumnType) => ({ name, type, encode: (value: unknown) => value as SqlValue, decode: (value: SqlValue) => value });

export const integer = (name: string) => same(name, 'bigint') as unknown as Column<number>;
export const text = (name: string) => same(name, 'text') as unknown as Column<string>;
export const maybeInteger = (name: string) => same(name, 'bigint') as unknown as Column<number | null>;
export const maybeText = (name: string) => same(name, 'text') as unknown as Column<string | null>;
export const oneOf = <T extends string>(name: string) => same(name, 'text') as unknown as Column<T>;
export const maybeOneOf = <T extends string>(name: string) => same(name, 'text') as unknown as Column<T | null>;
export const truth = (name: string): Column<boolean> => ({ name, type: 'integer', encode: (value) => (value ? 1 : 0), decode: (value) => value === 1 });
export const json = <T>(name: string): Column<T> => ({ name, type: 'text', encode: (value) => JSON.stringify(value), decode: (value) => JSON.parse(String(value)) as T });
export const maybeJson = <T>(name: string): Column<T | null> => ({
	name,
	type: 'text',
	encode: (value) => (value === null ? null : JSON.stringify(value)),
	decode: (value) => (value === null ? null : (JSON.parse(String(value)) as T)),
});
export const bytes = (name: string): Column<Uint8Array> => ({ name, type: 'bytea', encode: (value) => value, decode: (value) => value as Uint8Array });

export type Columns<T> = { readonly [K in keyof T]-?: Column<T[K]> };

/**
 * The one place where a record's camelCase fields meet a table's snake_case columns. The statements are plain SQL, built
 * once; anything that is not "one row by its id" is written as a `where` clause by the caller, in field order of the record.
 */
export class Table<T extends { id: number }> {
	private readonly fields: ReadonlyArray<readonly [keyof T & string, Column<unknown>]>;
	private readonly insertSql: string;
	private readonly insertUnlessTakenSql: string;
	/** Without the id, which the database gives. */
	private readonly inserted: Readonly<Record<string, ColumnType>>;
	readonly selectSql: string;

	constructor(
		readonly name: string,
		/** What an operator calls such a record, for errors: "Lead", "Register entry". */
		readonly title: string,
		columns: Columns<T>,
	) {
		this.fields = Object.entries(columns) as Array<[keyof T & string, Column<unknown>]>;
		this.inserted = Object.fromEntries(this.fields.filter(([field]) => field !== 'id').map(([, column]) => [column.name, column.type]));
		this.insertSql = insertOne(name, Object.keys(this.inserted));
		this.insertUnlessTakenSql = insertUnlessTaken(name, Object.keys(this.inserted));
		this.selectSql = `select ${this.fields.map(([, column]) => column.name).join(', ')} from ${name}`;
	}

	decode(row: SqlRow): T {
		const record: Record<string, unknown> = {};
		for (const [field, column] of this.fields) record[field] = column.decode(row[column.name] ?? null);
		return record as T;
	}

	private encode(values: Partial<T>): SqlParams {
		const params: Record<string, SqlValue> = {};
		for (const [field, column] of this.fields) if (field in values) params[column.name] = column.encode(values[field]);
		return params;
	}

	async insert(tx: SqlTransaction, record: Omit<T, 'id'>): Promise<T> {
		const row = await tx.get(this.insertSql, this.encode(record as Partial<T>));
		return { ...record, id: Number(row?.id) } as T;
	}

	/** Many at once. Answers their ids in the order of the records. */
	async insertAll(tx: Pick<SqlTransaction, 'insertRows'>, records: ReadonlyArray<Omit<T, 'id'>>): Promise<number[]> {
		return await tx.insertRows({ table: this.name, columns: this.inserted, rows: records.map((record) => this.encode(record as Partial<T>)) });
	}

	/**
	 * As `insert`, unless another row holds a unique value of this one: then undefined. On PostgreSQL a concurrent holder is
	 * waited for, so the answer is final: what looks like "check, then insert" without its gap.
	 */
	async insertUnlessTaken(tx: SqlTransaction, record: Omit<T, 'id'>): Promise<T | undefined> {
		const row = await tx.get(this.insertUnlessTakenSql, this.encode(record as Partial<T>));
		return row && ({ ...record, id: Number(row.id) } as T);
	}

	/** Writes the given fields of one row; answers whether the row was there. */
	async update(tx: SqlTransaction, id: number, changes: Partial<Omit<T, 'id'>>): Promise<boolean> {
		const params = this.encode(changes as Partial<T>);
		const assignments = Object.keys(params).map((column) => `${column} = :${column}`);
		if (assignments.length === 0) return true;
		return (await tx.run(`update ${this.name} set ${assignments.join(', ')} where id = :id`, { ...params, id })) === 1;
	}

	async find(query: Queryable, id: number): Promise<T | undefined> {
		return await this.first(query, 'where id = :id', { id });
	}

	/** @throws {NotFoundError} with the record's title and id */
	async get(query: Queryable, id: number): Promise<T> {
		const record = await this.find(query, id);
		if (!record) throw new NotFoundError(this.title, id);
		return record;
	}

	/** As `get`, and nobody else changes the row until this transaction ends. */
	async lock(tx: SqlTransaction, id: number): Promise<T> {
		const record = await this.first(tx, `where id = :id${tx.lockRows}`, { id });
		if (!record) throw new NotFoundError(this.title, id);
		return record;
	}

	async first(query: Queryable, clause: string, params: SqlParams = {}): Promise<T | undefined> {
		const row = await query.get(`${this.selectSql} ${clause}`, params);
		return row && this.decode(row);
	}

	async select(query: Queryable, clause: string, params: SqlParams = {}): Promise<T[]> {
		return (await query.all(`${this.selectSql} ${clause}`, params)).map((row) => this.decode(row));
	}
}
