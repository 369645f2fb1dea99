import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { DatabaseUnavailableError } from './database';
import type { Database, Queryable, SqlParams, SqlRow, SqlTransaction } from './database';
import { serially } from './serially';

/** How long one attempt to begin may block the event loop; longer waits are done without blocking. */
const BLOCKING_BUSY_TIMEOUT_MS = 20;
/** How long a writer waits in all for other processes before it gives up with a clear error. */
const BUSY_GIVE_UP_MS = 30_000;

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
	return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 5;
}

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

function openFile(path: string): DatabaseSync {
	if (path !== ':memory:' && !existsSync(dirname(path))) {
		try {
			mkdirSync(dirname(path), { recursive: true });
		} catch (cause) {
			throw new DatabaseUnavailableError(`The folder ${dirname(path)} does not exist and could not be made: ${(cause as Error).message}. Create it, or choose another file in the Deal Desk credential.`, { cause });
		}
	}
	try {
		const handle = new DatabaseSync(path, { timeout: BLOCKING_BUSY_TIMEOUT_MS });
		return handle;
	} catch (cause) {
		throw new DatabaseUnavailableError(`The database file ${path} could not be opened: ${(cause as Error).message}. Check that it is a file n8n may read and write.`, { cause });
	}
}

class SqliteQueries implements Queryable {
	private readonly statements = new Map<string, StatementSync>();

	constructor(readonly handle: DatabaseSync) {}

	private statement(sql: string): StatementSync {
		let statement = this.statements.get(sql);
		if (!statement) {
			statement = this.handle.prepare(sql);
			statement.setAllowUnknownNamedParameters(true);
			this.statements.set(sql, statement);
		}
		return statement;
	}

	async all(sql: string, params: SqlParams = {}): Promise<SqlRow[]> {
		return this.statement(sql).all(params as Record<string, SqlRow[string]>) as SqlRow[];
	}

	async get(sql: string, params: SqlParams = {}): Promise<SqlRow | undefined> {
		return this.statement(sql).get(params as Record<string, SqlRow[string]>) as SqlRow | undefined;
	}

	async run(sql: string, params: SqlParams = {}): Promise<number> {
		return Number(this.statement(sql).run(params as Record<string, SqlRow[string]>).changes);
	}
}

async function begin(handle: DatabaseSync, location: string): Promise<void> {
	const giveUpAt = performance.now() + BUSY_GIVE_UP_MS;
	for (let attempt = 1; ; attempt++) {
		try {
			handle.exec('BEGIN IMMEDIATE');
			return;
		} catch (error) {
			if (!isBusy(error)) throw error;
			if (performance.now() > giveUpAt) {
				throw new DatabaseUnavailableError(`The database ${location} was locked by another process for more than ${BUSY_GIVE_UP_MS / 1000} seconds. Find the process that holds it, or move the workspace to PostgreSQL.`, { cause: error });
			}
			await pause(Math.min(5 * attempt, 50));
		}
	}
}

/**
 * Opens the embedded database: a file of its own in WAL mode with `synchronous=FULL`, so that what was acknowledged
 * survives a power cut. Writers of one process queue up; writers of several processes wait without blocking n8n.
 * @throws {DatabaseUnavailableError} in words for the operator
 */
export function openSqlite(path: string): Database {
	checkSqliteRuntime(process.versions);
	const writer = openFile(path);
	try {
		writer.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;');
	} catch (cause) {
		writer.close();
		throw new DatabaseUnavailableError(`The file ${path} is not a database Deal Desk can use: ${(cause as Error).message}. Check that it is a SQLite file and that n8n may write to it and its folder.`, { cause });
	}
	const reader = path === ':memory:' ? writer : openFile(path);
	const writes = new SqliteQueries(writer);
	const reads = reader === writer ? writes : new SqliteQueries(reader);
	const queue = serially();
	let open = true;

	async function transact<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T> {
		if (!open) throw new DatabaseUnavailableError(`The workspace ${path} was closed.`);
		await begin(writer, path);
		const actions: Array<() => void> = [];
		const tx: SqlTransaction = {
			dialect: 'sqlite',
			lockRows: '',
			skipLocked: '',
			all: async (sql, params) => await writes.all(sql, params),
			get: async (sql, params) => await writes.get(sql, params),
			run: async (sql, params) => await writes.run(sql, params),
			afterCommit: (action) => actions.push(action),
		};
		let result: T;
		try {
			result = await work(tx);
			writer.exec('COMMIT');
		} catch (error) {
			if (writer.isTransaction) writer.exec('ROLLBACK');
			throw error;
		}
		for (const action of actions) action();
		return result;
	}

	return {
		dialect: 'sqlite',
		location: path,
		transaction: async (work) => await queue(async () => await transact(work)),
		// In memory there is one connection, so a read must not slip into somebody's open transaction.
		read: async (work) => (reader === writer ? await queue(async () => await work(reads)) : await work(reads)),
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
