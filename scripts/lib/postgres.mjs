/** PostgreSQL for queue mode: its address from one URL, one query after another, and schemas that say whose they are. */
import { OperatorError } from './operator-error.mjs';

/**
 * @typedef {{ host: string, port: number, database: string, user: string, password: string, ssl?: boolean }} PostgresAddress
 * @typedef {PostgresAddress & { schema: string }} PostgresSchema
 * @typedef {(sql: string, values?: unknown[]) => Promise<Record<string, any>[]>} Query
 */

/**
 * @param {string} text postgres://user:password@host:port/database, with ?sslmode=require for an encrypted connection
 * @param {string} name how the person gave it, for the error
 * @returns {PostgresAddress}
 */
export function parsePostgresUrl(text, name) {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const database = decodeURIComponent(url?.pathname.slice(1) ?? '');
	if (!url || !/^postgres(ql)?:$/.test(url.protocol) || !url.hostname || !database) {
		throw new OperatorError(`${name} is not the address of a PostgreSQL database: "${text.replace(/:[^:@/]*@/, ':…@')}".`, 'It looks like this: postgres://user:password@127.0.0.1:5432/database');
	}
	return {
		host: url.hostname,
		port: Number(url.port || 5432),
		database,
		user: decodeURIComponent(url.username || 'postgres'),
		password: decodeURIComponent(url.password),
		ssl: ['require', 'verify-ca', 'verify-full'].includes(url.searchParams.get('sslmode') ?? ''),
	};
}

/**
 * One connection for the duration of `work`; in the schema, where the address names one.
 * @template T
 * @param {PostgresAddress & { schema?: string }} address
 * @param {(query: Query) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPostgres({ host, port, database, user, password, ssl = false, schema }, work) {
	// Not at the top: commands start before the project's packages are certain to be there.
	const { default: pg } = await import('pg');
	const client = new pg.Client({ host, port, database, user, password, ssl, connectionTimeoutMillis: 10_000, ...(schema && { options: `-c search_path=${schema}` }) });
	// A server that goes away in the middle is told by the query under way.
	client.on('error', () => undefined);
	try {
		await client.connect();
		return await work(async (sql, values) => (await client.query(sql, values)).rows);
	} finally {
		await client.end().catch(() => undefined);
	}
}

/** A query on the database itself, also when the schema is not there. @template T @param {PostgresSchema} place @param {(query: Query) => Promise<T>} work */
export const beside = (place, work) => withPostgres({ ...place, schema: undefined }, work);

/** @param {PostgresSchema} place @returns {Promise<string | undefined>} the comment of the schema; undefined when there is none of the name */
const commentOn = (place) =>
	beside(place, async (query) => (await query("select coalesce(obj_description(oid, 'pg_namespace'), '') as comment from pg_namespace where nspname = $1", [place.schema]))[0]?.comment);

/**
 * @param {PostgresSchema} place
 * @param {string} owner in words; every schema that is made here carries it as its comment
 * @returns {Promise<boolean>} whether the schema is there
 * @throws {OperatorError} when it is somebody else's
 */
export async function hasSchema(place, owner) {
	const comment = await commentOn(place);
	if (comment === undefined || comment === owner) return comment !== undefined;
	throw new OperatorError(
		`The schema "${place.schema}" in ${place.host}:${place.port}/${place.database} belongs to somebody else${comment && ` (${comment})`}.`,
		'Choose another name: npm run start:queue -- --name another_name (or DEAL_DESK_QUEUE_NAME).',
	);
}

/** @param {PostgresSchema} place @param {string} owner */
export async function createSchema(place, owner) {
	await beside(place, async (query) => {
		await query(`create schema ${place.schema}`);
		await query(`comment on schema ${place.schema} is '${owner.replaceAll("'", "''")}'`);
	});
}

/** @param {PostgresSchema} place @param {string} owner @returns {Promise<boolean>} whether it was there, and its owner's */
export async function dropSchema(place, owner) {
	if ((await commentOn(place)) !== owner) return false;
	await beside(place, (query) => query(`drop schema ${place.schema} cascade`));
	return true;
}
