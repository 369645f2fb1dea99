import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

import { DatabaseUnavailableError } from './database';
import type { Database, NewRows, Queryable, SqlParams, SqlRow, SqlTransaction, SqlValue } from './database';
import { insertsByPieces } from './insert-rows';
import { positionalValues, toAnonymous } from './named-parameters';
import { outermostOnly, runAfterCommit, untilLast } from './transaction-rules';
import { serially } from './serially';

/** How long one attempt to begin may block the event loop; longer waits are done without blocking. */
const BLOCKING_BUSY_TIMEOUT_MS = 20;
/** How long a writer waits in all for other processes before it gives up with a clear error. */
const BUSY_GIVE_UP_MS = 30_000;

/** How long a series of transactions may keep n8n from answering anybody else. */
const LONGEST_STRETCH_MS = 10;

/** SQLite 3.51.3 mends a corruption of the write-ahead log under several processes (https://sqlite.org/changes.html). */
const OLDEST_SQLITE = [3, 51, 3] as const;
const OLDEST_NODE = [24, 15, 0] as const;

function isOlder(version: string, oldest: readonly [number, number, number]): boolean {
	const parts = version.split('.').map(Number);
	for (const [index, least] of oldest.entries()) {
		const part = parts[index] ?? 0;
		if (part !== least) return part < least;
	}
	return false;
}

/** Refuses a runtime on which the embedded database is known to be unsafe (architecture decision 5). */
export function checkSqliteRuntime(versions: { node: string; sqlite?: string }): void {
	if (isOlder(versions.node, OLDEST_NODE)) {
		throw new DatabaseUnavailableError(`The embedded database needs Node ${OLDEST_NODE.join('.')} or newer, this n8n runs on ${versions.node}. Update Node, or use PostgreSQL in the Deal Desk credential.`);
	}
	if (versions.sqlite !== undefined && isOlder(versions.sqlite, OLDEST_SQLITE)) {
		throw new DatabaseUnavailableError(`The embedded database needs SQLite ${OLDEST_SQLITE.join('.')} or newer, this Node carries ${versions.sqlite}. Update Node, or use PostgreSQL in the Deal Desk credential.`);
	}
}

function isBusy(error: unknown): boolean {
	// Not `instanceof Error`: the driver is native and throws the main realm's errors, n8n and jest may run us in another one.
	return typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 5;
}

/** Tries until the database is free, without blocking n8n between the attempts. */
async function patiently<T>(location: string, attempt: () => T): Promise<T> {
	const giveUpAt = performance.now() + BUSY_GIVE_UP_MS;
	for (let tries = 1; ; tries++) {
		try {
			return attempt();
		} catch (error) {
			if (!isBusy(error)) throw error;
			if (performance.now() > giveUpAt) {
				throw new DatabaseUnavailableError(`The database ${location} was locked by another process for more than ${BUSY_GIVE_UP_MS / 1000} seconds. Find the process that holds it, or move the workspace to PostgreSQL.`, { cause: error });
			}
			// Spread, so that processes which collided do not collide again.
			await pause(Math.min(5 * tries, 50) * (0.5 + Math.random()));
		}
	}
}

/** Lets the event loop turn once work on the database has held it for long: SQLite answers at once, so a series of transactions is one stretch of microtasks. */
function breather(): () => Promise<void> {
	let turnedAt = performance.now();
	return async () => {
		if (performance.now() - turnedAt < LONGEST_STRETCH_MS) return;
		await nextTurn();
		turnedAt = performance.now();
	};
}

/**
 * Makes the folder of the file if it is missing, but not the way to it: a mistyped path must not become a workspace on a
 * disk that nobody backs up, or in a container's own layer. (Making whole paths, Node also loops for ever below /proc.)
 */
function makeFolder(folder: string): void {
	if (existsSync(folder)) return;
	if (!existsSync(dirname(folder))) throw new DatabaseUnavailableError(`There is no folder ${dirname(folder)}. Create it, or choose another file in the Deal Desk credential.`);
	try {
		mkdirSync(folder);
	} catch (cause) {
		if (existsSync(folder)) return;
		throw new DatabaseUnavailableError(`The folder ${folder} does not exist and could not be made: ${messageOf(cause)}. Create it, or choose another file in the Deal Desk credential.`, { cause });
	}
}

/** Not `instanceof Error`: errors of Node and of the driver may come from another realm. */
const messageOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error));

/** Pages kept in memory by each of the two connections. With SQLite's usual 2 MB a month of 200 000 payments is read from the file over and over. */
const CACHE_KIB = 32 * 1024;

function openFile(path: string): DatabaseSync {
	if (path !== ':memory:') makeFolder(dirname(path));
	if (existsSync(path) && statSync(path).isDirectory()) {
		throw new DatabaseUnavailableError(`${path} is a folder. Give the name of a file in it in the Deal Desk credential, for example ${join(path, 'workspace.sqlite')}.`);
	}
	try {
		const handle = new DatabaseSync(path, { timeout: BLOCKING_BUSY_TIMEOUT_MS });
		return handle;
	} catch (cause) {
		throw new DatabaseUnavailableError(`The database file ${path} could not be opened: ${messageOf(cause)}. Check that n8n may read and write it, and its folder.`, { cause });
	}
}

/** Integers go in as integers: node:sqlite binds every number as a real, which would store 5 in a text column as "5.0". */
const bound = (value: SqlValue): SqlValue | bigint => (typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value);

class SqliteQueries implements Queryable {
	private readonly statements = new Map<string, StatementSync>();

	constructor(
		private readonly handle: DatabaseSync,
		private readonly location: string,
	) {}

	private async execute<T>(sql: string, params: SqlParams, how: (statement: StatementSync, values: Array<SqlValue | bigint>) => T): Promise<T> {
		const { text, names } = toAnonymous(sql);
		const values = positionalValues({ names }, params).map(bound);
		// A reader meets a busy database only for moments, when another process recovers or removes the write-ahead log.
		return await patiently(this.location, () => how(this.prepared(text), values));
	}

	private prepared(text: string): StatementSync {
		let statement = this.statements.get(text);
		if (!statement) this.statements.set(text, (statement = this.handle.prepare(text)));
		return statement;
	}

	async all(sql: string, params: SqlParams = {}): Promise<SqlRow[]> {
		return await this.execute(sql, params, (statement, values) => statement.all(...values) as SqlRow[]);
	}

	async get(sql: string, params: SqlParams = {}): Promise<SqlRow | undefined> {
		return await this.execute(sql, params, (statement, values) => statement.get(...values) as SqlRow | undefined);
	}

	async run(sql: string, params: SqlParams = {}): Promise<number> {
		return await this.execute(sql, params, (statement, values) => Number(statement.run(...values).changes));
	}

	async insertRows(rows: NewRows): Promise<number[]> {
		const ids: number[] = [];
		for (const { text, values } of insertsByPieces(rows)) {
			// Numbers may go in as reals here: they are of columns that keep integers, and become such.
			const inserted = await patiently(this.location, () => this.prepared(text).all(...values));
			for (const { id } of inserted) ids.push(Number(id));
		}
		return ids;
	}
}

const FOREIGN = "select 1 as found from sqlite_schema where type = 'table' and name not like 'sqlite_%' and not exists (select 1 from sqlite_schema where name = 'schema_versions') limit 1";

/** Sets a connection up for writing. Turning a new file to WAL needs it for oneself for a moment, which several first openings contend for. */
async function prepareWriter(writer: DatabaseSync, path: string): Promise<void> {
	try {
		// Of another program's database not even the journal mode is changed; migrating it is refused.
		if (await patiently(path, () => writer.prepare(FOREIGN).get())) return;
		const mode = await patiently(path, () => writer.prepare('PRAGMA journal_mode=WAL').get()?.journal_mode);
		if (mode !== 'wal' && mode !== 'memory') throw new Error(`its folder allows no write-ahead log (journal mode stays "${String(mode)}"), as on network drives`);
		await patiently(path, () => writer.exec('PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;'));
	} catch (cause) {
		if (cause instanceof DatabaseUnavailableError) throw cause;
		throw new DatabaseUnavailableError(`The file ${path} is not a database Deal Desk can use: ${(cause as Error).message}. Check that it is a SQLite file on a local disk and that n8n may write to it and its folder.`, { cause });
	}
}

/**
 * Opens the embedded database: a file of its own in WAL mode with `synchronous=FULL`, so that what was acknowledged
 * survives a power cut. Writers of one process queue up; writers of several processes wait without blocking n8n.
 * @throws {DatabaseUnavailableError} in words for the operator
 */
export async function openSqlite(path: string): Promise<Database> {
	checkSqliteRuntime(process.versions);
	const writer = openFile(path);
	try {
		await prepareWriter(writer, path);
	} catch (error) {
		writer.close();
		throw error;
	}
	const reader = path === ':memory:' ? writer : openFile(path);
	for (const handle of new Set([writer, reader])) await patiently(path, () => handle.exec(`PRAGMA cache_size=-${CACHE_KIB}`));
	const writes = new SqliteQueries(writer, path);
	const reads = reader === writer ? writes : new SqliteQueries(reader, path);
	const queue = serially();
	const nesting = outermostOnly();
	const breathe = breather();
	let open = true;

	function checkUse(): void {
		nesting.check();
		if (!open) throw new DatabaseUnavailableError(`The workspace ${path} was closed.`);
	}

	async function transact<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T> {
		await breathe();
		checkUse();
		await patiently(path, () => writer.exec('BEGIN IMMEDIATE'));
		const actions: Array<() => void> = [];
		const still = untilLast(writes);
		const tx: SqlTransaction = {
			dialect: 'sqlite',
			lockRows: '',
			skipLocked: '',
			jsonRows: (parameter) => `json_each(:${parameter}) as r`,
			all: async (sql, params) => await still.open().all(sql, params),
			get: async (sql, params) => await still.open().get(sql, params),
			run: async (sql, params) => await still.open().run(sql, params),
			insertRows: async (rows) => await still.open().insertRows(rows),
			// A commit costs no round trip here; but what goes wrong on PostgreSQL must not go well here.
			last: {
				all: async (sql, params) => await still.ending().all(sql, params),
				get: async (sql, params) => await still.ending().get(sql, params),
				run: async (sql, params) => await still.ending().run(sql, params),
				insertRows: async (rows) => await still.ending().insertRows(rows),
			},
			afterCommit: (action) => actions.push(action),
		};
		let result: T;
		try {
			result = await nesting.inside(async () => await work(tx));
			writer.exec('COMMIT');
		} catch (error) {
			if (writer.isTransaction) writer.exec('ROLLBACK');
			throw error;
		}
		runAfterCommit(actions);
		return result;
	}

	async function look<T>(work: (query: Queryable) => Promise<T>): Promise<T> {
		await breathe();
		checkUse();
		return await work(reads);
	}

	return {
		dialect: 'sqlite',
		location: path,
		transaction: async (work) => {
			checkUse();
			return await queue(async () => await transact(work));
		},
		read: async (work) => {
			checkUse();
			// In memory there is one connection, so a read must not slip into somebody's open transaction.
			return await (reader === writer ? queue(async () => await look(work)) : look(work));
		},
		leaseClock: async () => Date.now(),
		close: async () =>
			await queue(async () => {
				if (!open) return;
				open = false;
				if (reader !== writer) reader.close();
				writer.close();
			}),
	};
}
