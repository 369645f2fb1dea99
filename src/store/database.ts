/**
 * The driver port: what the one SQL implementation needs from a database. SQL is written in the subset that SQLite and
 * PostgreSQL share, with named parameters (`:name`), so that a statement and its values cannot drift apart.
 */
export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Record<string, SqlValue>;
export type SqlParams = Readonly<Record<string, SqlValue>>;
export type Dialect = 'sqlite' | 'postgres';

/** How the values of a column travel when there are many of them. */
export type ColumnType = 'bigint' | 'integer' | 'text' | 'bytea';

/** Many rows for one table. */
export interface NewRows {
	readonly table: string;
	/** The columns that are given, and how their values travel. */
	readonly columns: Readonly<Record<string, ColumnType>>;
	/** Values by column. */
	readonly rows: readonly SqlParams[];
}

export interface Queryable {
	/** All rows of a statement. */
	all(sql: string, params?: SqlParams): Promise<SqlRow[]>;
	/** The first row, or undefined. */
	get(sql: string, params?: SqlParams): Promise<SqlRow | undefined>;
	/** Runs a statement; answers how many rows it changed. Zero is an answer, never an error. */
	run(sql: string, params?: SqlParams): Promise<number>;
	/** Inserts many rows as fast as the database takes them. Answers their ids in the order of the rows. */
	insertRows(rows: NewRows): Promise<number[]>;
}

export interface SqlTransaction extends Queryable {
	readonly dialect: Dialect;
	/** Appended to a select whose rows are about to be changed: ` for update` on PostgreSQL, nothing on SQLite, where a write transaction is alone. */
	readonly lockRows: string;
	/** Appended to a claim: ` for update skip locked` on PostgreSQL, nothing on SQLite. */
	readonly skipLocked: string;
	/**
	 * A source of rows for statements about many records at once: the parameter holds a JSON array of objects, and each is
	 * read as `r.value ->> 'field'`, a text to be cast. One statement whatever the number of records.
	 */
	jsonRows(parameter: string): string;
	/**
	 * Runs the last statement of the transaction, whose commit may travel with it: on PostgreSQL one round trip less. Nothing may
	 * follow in the transaction: no statement, and nothing that can throw, because all of it stands by then.
	 */
	readonly last: Queryable;
	/** Called after the commit is durable, never after a rollback: the place for wake-ups. */
	afterCommit(action: () => void): void;
}

/** The transaction for a use whose one statement is the last one. */
export const lastly = (tx: SqlTransaction): Queryable & Pick<SqlTransaction, 'jsonRows'> => ({ ...tx.last, jsonRows: tx.jsonRows });

export interface Database {
	readonly dialect: Dialect;
	/** Where the data lives, safe to show: a path, or host, database and schema. Never a password. */
	readonly location: string;
	/**
	 * Runs `work` in one write transaction and answers its result. It commits when `work` resolves and rolls back when it
	 * throws. `work` may run again after a deadlock or a lost race, so it must change nothing outside the transaction.
	 */
	transaction<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T>;
	/** Runs read-only work outside the queue of writers. */
	read<T>(work: (query: Queryable) => Promise<T>): Promise<T>;
	/** Milliseconds since the epoch on the clock all workers of this database share; leases are measured on it. */
	leaseClock(): Promise<number>;
	close(): Promise<void>;
}

/** Opening failed in a way the operator can mend; the message says what and how. */
export class DatabaseUnavailableError extends Error {
	override readonly name = 'DatabaseUnavailableError';
}

/** The database was made by a newer version of this package. */
export class DatabaseNewerError extends Error {
	override readonly name = 'DatabaseNewerError';
	constructor(readonly databaseVersion: number, readonly packageVersion: number, location: string) {
		super(
			`The workspace in ${location} was written by a newer Deal Desk (schema ${databaseVersion}, this package knows ${packageVersion}). ` +
				'Update the n8n-nodes-deal-desk package, or point the credential at another workspace.',
		);
	}
}
