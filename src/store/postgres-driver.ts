import { setTimeout as pause } from 'node:timers/promises';

import { PgPool, pgTypes } from '../vendor';
import type { PgClient, PgPoolConfig, PgQueryConfig, PgQueryResult } from '../vendor';
import { DatabaseUnavailableError } from './database';
import type { Database, Queryable, SqlParams, SqlRow, SqlTransaction, SqlValue } from './database';
import { insertByColumns } from './insert-rows';
import { seldomAsked } from './lease-clock';
import { positionalValues, toPositional } from './named-parameters';
import { outermostOnly, runAfterCommit } from './transaction-rules';
import { lazyTransaction } from './postgres-transaction';

export interface PostgresConfig {
	readonly host: string;
	readonly port: number;
	readonly database: string;
	readonly user: string;
	readonly password: string;
	/** The workspace's own schema: several workspaces can share one database. */
	readonly schema: string;
	readonly ssl: boolean;
	readonly poolSize?: number;
}

const INT8 = 20;
const NUMERIC = 1700;
/** Deadlock and serialisation failure: PostgreSQL asks to run the transaction again. */
const RETRYABLE = new Set(['40P01', '40001']);
const MOST_TRIES = 5;

/** Numbers in our schema are instants in ms, kopecks and ids: all safe integers, so they arrive as numbers. */
function parseInteger(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value)) throw new RangeError(`The database holds a number outside the safe range: ${text}`);
	return value;
}

const typeParsers: PgPoolConfig['types'] = {
	getTypeParser: (oid: number, format?: 'text' | 'binary') =>
		oid === INT8 ? parseInteger : oid === NUMERIC ? Number : format === 'binary' ? pgTypes.getTypeParser(oid, 'binary') : pgTypes.getTypeParser(oid, 'text'),
} as PgPoolConfig['types'];

const statementNames = new Map<string, string>();
function statementName(sql: string): string {
	let name = statementNames.get(sql);
	if (name === undefined) {
		name = `dd${statementNames.size}`;
		statementNames.set(sql, name);
	}
	return name;
}

/** The client knows bytes as Buffers only. */
const sendable = (value: SqlValue): SqlValue => (value instanceof Uint8Array ? Buffer.from(value) : value);

function queries(send: (config: PgQueryConfig) => Promise<PgQueryResult<SqlRow>>): Queryable {
	const execute = async (sql: string, params: SqlParams = {}) => {
		const statement = toPositional(sql);
		const values = positionalValues(statement, params).map(sendable);
		return await send({ name: statementName(sql), text: statement.text, values });
	};
	return {
		all: async (sql, params) => (await execute(sql, params)).rows,
		get: async (sql, params) => (await execute(sql, params)).rows[0],
		run: async (sql, params) => (await execute(sql, params)).rowCount ?? 0,
		insertRows: async (rows) => {
			if (rows.rows.length === 0) return [];
			const { text, values } = insertByColumns(rows);
			const { rows: inserted } = await send({ name: statementName(text), text, values: values.map((column) => column.map(sendable)) });
			// Ids are given out in the order of the arrays; the order in which they are told is not promised.
			return inserted.map(({ id }) => Number(id)).sort((left, right) => left - right);
		},
	};
}

const readOn = (client: PgClient) => async (config: PgQueryConfig) => await client.query<SqlRow>(config);

/** SQLSTATE or errno; asked of the shape and not of the class, because an error may come from another realm. */
const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '');
const messageOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error));

/** Class 08 and these: the session is gone; https://www.postgresql.org/docs/current/errcodes-appendix.html and Node's errno. */
const GONE = /^(08...|57P0[123]|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/;
/** What the client says without any code. */
const GONE_IN_WORDS = /Connection terminated|connection error and is not queryable/;
const isGone = (error: unknown): boolean => GONE.test(codeOf(error)) || GONE_IN_WORDS.test(messageOf(error));

/** What went wrong on connecting, in words; codes from https://www.postgresql.org/docs/current/errcodes-appendix.html and Node's errno. */
function connectionFault(error: unknown, config: PostgresConfig): DatabaseUnavailableError {
	const code = codeOf(error);
	const where = `${config.host}:${config.port}`;
	const words: Record<string, string> = {
		ECONNREFUSED: `Nothing answers at ${where}. Start PostgreSQL, or correct the host and port in the Deal Desk credential.`,
		ENOTFOUND: `The host ${config.host} is not known. Correct it in the Deal Desk credential.`,
		ETIMEDOUT: `PostgreSQL at ${where} did not answer in time. Check the network and the firewall.`,
		'28P01': `PostgreSQL at ${where} refused the password of user "${config.user}". Correct user and password in the Deal Desk credential.`,
		'28000': `PostgreSQL at ${where} does not let user "${config.user}" in. Check pg_hba.conf and the SSL setting.`,
		'3D000': `There is no database "${config.database}" at ${where}. Create it, or correct the name in the Deal Desk credential.`,
		'42501': `User "${config.user}" may not create or use the schema "${config.schema}" in "${config.database}". Grant it CREATE on the database.`,
		'53300': `PostgreSQL at ${where} has no connection left. Raise max_connections, or lower the number of workers.`,
		'57P03': `PostgreSQL at ${where} is starting up or being stopped. Try again in a moment. See whether it was stopped or is being restarted.`,
	};
	const unknown = isGone(error)
		? `PostgreSQL at ${where} ended the connection before it could be used (${messageOf(error)}). See whether it was stopped or is being restarted.`
		: `PostgreSQL at ${where} could not be used: ${messageOf(error)}`;
	return new DatabaseUnavailableError(words[code] ?? unknown, { cause: error });
}

/** The session ended in the middle of the work; what was said of a commit may be unknown, and the work is done again by whoever wanted it. */
function brokenOff(error: unknown, config: PostgresConfig): DatabaseUnavailableError {
	const where = `${config.host}:${config.port}`;
	return new DatabaseUnavailableError(`PostgreSQL at ${where} ended the connection in the middle of the work (${messageOf(error)}). See whether it was stopped or is being restarted.`, { cause: error });
}

const isRetryable = (error: unknown): boolean => RETRYABLE.has(codeOf(error));

/**
 * Opens a pool whose sessions live in the workspace's schema. The schema is made when it is missing.
 * @throws {DatabaseUnavailableError} in words for the operator
 */
export async function openPostgres(config: PostgresConfig): Promise<Database> {
	const schema = config.schema;
	if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
		throw new DatabaseUnavailableError(`The schema name "${schema}" is not allowed. Use lower-case letters, digits and underscores, beginning with a letter.`);
	}
	const pool = new PgPool({
		host: config.host,
		port: config.port,
		database: config.database,
		user: config.user,
		password: config.password,
		ssl: config.ssl ? { rejectUnauthorized: true } : false,
		max: config.poolSize ?? 8,
		connectionTimeoutMillis: 10_000,
		types: typeParsers,
		// Plans are chosen once for all values; at the default price of a random page a table of some ten thousand rows is read whole to find a hundred.
		options: `-c search_path=${schema} -c random_page_cost=1.1 -c statement_timeout=120000 -c idle_in_transaction_session_timeout=120000`,
		application_name: 'deal-desk',
		keepAlive: true,
	});
	// A pooled connection that breaks while idle reports here; the next query opens a new one, so nothing is lost by not throwing.
	pool.on('error', () => undefined);
	// Between the pool's listener and ours a connection has none for a moment. A server that is being stopped says so in that moment,
	// and an error nobody listens to would end n8n. Whoever has the connection learns of it by the next statement.
	pool.on('connect', (client) => client.on('error', () => undefined));
	try {
		// Looked for first: making one asks for a right that is not needed where an administrator has made it.
		const { rowCount } = await pool.query('select 1 from pg_namespace where nspname = $1', [schema]);
		if (rowCount === 0) await pool.query(`create schema if not exists ${schema}`);
	} catch (error) {
		await pool.end();
		// Two processes that open a new workspace at once may both create the schema; the loser finds it there.
		if (!['23505', '42P06'].includes(codeOf(error))) throw connectionFault(error, config);
		return await openPostgres(config);
	}

	const nesting = outermostOnly();

	/** @param work tells `spoil` when the connection must not be used again */
	async function withClient<T>(work: (client: PgClient, spoil: (error: Error) => void) => Promise<T>): Promise<T> {
		const client = await pool.connect().catch((error: unknown) => {
			throw connectionFault(error, config);
		});
		let broken: Error | undefined;
		const spoil = (error: Error) => {
			broken ??= error;
		};
		client.on('error', spoil);
		try {
			return await work(client, spoil);
		} catch (error) {
			throw isGone(error) ? brokenOff(error, config) : error;
		} finally {
			client.removeListener('error', spoil);
			client.release(broken);
		}
	}

	async function attempt<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T> {
		const actions: Array<() => void> = [];
		const result = await withClient(async (client, spoil) => {
			const ongoing = lazyTransaction(client);
			try {
				const tx: SqlTransaction = {
					dialect: 'postgres',
					lockRows: ' for update',
					skipLocked: ' for update skip locked',
					jsonRows: (parameter) => `jsonb_array_elements(cast(:${parameter} as jsonb)) as r(value)`,
					...queries(ongoing.statement),
					last: queries(ongoing.lastStatement),
					afterCommit: (action) => actions.push(action),
				};
				const value = await nesting.inside(async () => await work(tx));
				await ongoing.commit();
				return value;
			} catch (error) {
				// The first error is the one to report; a connection that cannot even roll back is not given to anybody else.
				await ongoing.rollback().catch(spoil);
				throw error;
			}
		});
		runAfterCommit(actions);
		return result;
	}

	async function transaction<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T> {
		nesting.check();
		for (let tries = 1; ; tries++) {
			try {
				return await attempt(work);
			} catch (error) {
				if (!isRetryable(error) || tries >= MOST_TRIES) throw error;
				// Spread, so that the two which blocked each other do not meet again.
				await pause(Math.random() * 20 * tries);
			}
		}
	}

	return {
		dialect: 'postgres',
		location: `${config.host}:${config.port}/${config.database}, schema ${schema}`,
		transaction,
		read: async (work) => {
			nesting.check();
			return await withClient(async (client) => await work(queries(readOn(client))));
		},
		leaseClock: seldomAsked(async () => {
			const answer = await withClient(async (client) => await queries(readOn(client)).get('select (extract(epoch from clock_timestamp()) * 1000)::bigint as at'));
			return Number(answer?.at);
		}),
		close: async () => {
			if (!pool.ended && !pool.ending) await pool.end();
		},
	};
}
