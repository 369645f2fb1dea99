import { PgPool } from '../src/vendor';
import type { PostgresConfig } from '../src/store/postgres-driver';
import { stoppablePostgres } from '../chaos/stoppable-postgres';

/** Names a PostgreSQL to measure on, e.g. postgres://postgres@127.0.0.1:5432/postgres; its user may create databases. */
export const ADDRESS_VARIABLE = 'DEAL_DESK_BENCH_POSTGRES';

export interface BenchPostgres {
	/** The server, started on the first call when none was named. */
	readonly server: () => Promise<PostgresConfig>;
	/** Its version; null when nobody asked for the server. */
	version(): Promise<string | null>;
	close(): Promise<void>;
}

function parseAddress(address: string): PostgresConfig {
	const url = new URL(address);
	if (!url.protocol.startsWith('postgres')) throw new Error(`${ADDRESS_VARIABLE} is not an address of PostgreSQL. Write it as postgres://user:password@host:port/database.`);
	return { host: url.hostname, port: Number(url.port || 5432), database: url.pathname.slice(1) || 'postgres', user: decodeURIComponent(url.username || 'postgres'), password: decodeURIComponent(url.password), schema: 'deal_desk', ssl: false };
}

/** A server with the settings it ships with, `fsync` among them: what is measured is what a company would run. */
export function benchPostgres(root: string, address: string | undefined): BenchPostgres {
	let close = async (): Promise<void> => undefined;
	let started: Promise<PostgresConfig> | undefined;
	const start = async (): Promise<PostgresConfig> => {
		if (address) return parseAddress(address);
		const embedded = await stoppablePostgres(root, 'durable');
		close = embedded.close;
		return embedded.address('deal_desk');
	};
	return {
		server: async () => await (started ??= start()),
		version: async () => {
			if (!started) return null;
			const pool = new PgPool({ ...(await started), max: 1 });
			try {
				return String((await pool.query<{ server_version: string }>('show server_version')).rows[0]?.server_version).split(' ')[0] ?? null;
			} finally {
				await pool.end();
			}
		},
		close: async () => await close(),
	};
}
