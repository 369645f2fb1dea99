import { PgQuery } from '../vendor';
import type { PgClient, PgQueryConfig, PgQueryResult } from '../vendor';
import type { SqlRow } from './database';
import { untilLast } from './transaction-rules';

const BEGIN = 'deal_desk_begin';
const beginStatement: PgQueryConfig = { name: BEGIN, text: 'begin' };

/** Connections on which `begin` was prepared. */
const prepared = new WeakSet<PgClient>();

type Connection = Parameters<InstanceType<typeof PgQuery>['submit']>[0];

/** What travels with a statement, in the same round trip. */
interface Company {
	readonly begin: boolean;
	readonly commit: boolean;
}

/** The connection as a statement sees it that is to be committed at once: a commit goes out before its Sync, if it went out itself. */
function committing(connection: Connection): Connection {
	let executed = false;
	return Object.assign(Object.create(connection) as Connection, {
		execute: (...message: Parameters<Connection['execute']>) => {
			executed = true;
			connection.execute(...message);
		},
		sync: () => {
			if (executed) {
				connection.parse({ name: '', text: 'commit', types: [] }, true);
				connection.bind({ portal: '', statement: '', values: [] }, true);
				connection.execute({ portal: '' }, true);
			}
			connection.sync();
		},
	});
}

/**
 * Runs a statement together with the `begin` before it, the `commit` behind it or both, in one round trip. They stand before the
 * same Sync message of the protocol: should one fail, the server passes over what follows, so a statement whose `begin` failed
 * never commits by itself, and one that failed is not committed. Sent one behind the other without waiting for answers they would
 * not promise that. See https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING.
 */
async function runWith(client: PgClient, config: PgQueryConfig, { begin, commit }: Company): Promise<PgQueryResult<SqlRow>> {
	return await new Promise((resolve, reject) => {
		const query = new PgQuery<SqlRow>(config, (error: Error | undefined, results: unknown) => {
			if (error) reject(error);
			// The answers come in the order of what was sent.
			else resolve((results as Array<PgQueryResult<SqlRow>>)[begin ? 1 : 0] as PgQueryResult<SqlRow>);
		});
		const submit = query.submit.bind(query);
		query.submit = (connection) => {
			if (begin) {
				connection.bind({ portal: '', statement: BEGIN, values: [] }, true);
				connection.execute({ portal: '' }, true);
			}
			return submit(commit ? committing(connection) : connection);
		};
		client.query(query);
	});
}

/** The statements of one transaction on a connection. */
export interface PostgresTransaction {
	statement(config: PgQueryConfig): Promise<PgQueryResult<SqlRow>>;
	/** As `statement`, and commits. Nothing may follow. */
	lastStatement(config: PgQueryConfig): Promise<PgQueryResult<SqlRow>>;
	/** @throws {Error} when the server rolled back instead, because a statement failed whose error was swallowed */
	commit(): Promise<void>;
	rollback(): Promise<void>;
}

/** A transaction that begins with its first statement; one without any costs nothing. */
export function lazyTransaction(client: PgClient): PostgresTransaction {
	let begun = false;
	let ended = false;
	const still = untilLast(client);
	/** On the first transaction of a connection: `begin` by itself, which every statement waits for. */
	let alone: Promise<unknown> | undefined;

	async function run(config: PgQueryConfig, commit: boolean): Promise<PgQueryResult<SqlRow>> {
		const connection = commit ? still.ending() : still.open();
		ended = commit;
		if (!begun) {
			begun = true;
			if (prepared.has(client)) return await runWith(connection, config, { begin: true, commit });
			alone = connection.query(beginStatement).then(() => prepared.add(client));
		}
		await alone;
		return commit ? await runWith(connection, config, { begin: false, commit }) : await connection.query<SqlRow>(config);
	}

	return {
		statement: async (config) => await run(config, false),
		lastStatement: async (config) => await run(config, true),
		commit: async () => {
			if (!begun || ended) return;
			const { command } = await client.query('commit');
			// After a failed statement PostgreSQL answers a commit with ROLLBACK and no error: the work must not count as saved.
			if (command !== 'COMMIT') throw new Error('The transaction was rolled back because one of its statements had failed; the error of that statement was not passed on.');
		},
		rollback: async () => {
			if (begun) await client.query('rollback');
		},
	};
}
