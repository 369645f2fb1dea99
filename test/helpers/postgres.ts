import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { PostgresConfig } from '../../src/store/postgres-driver';
import { PgPool } from '../../src/vendor';
import { isAlive } from './is-alive';

/** How long the server may take to come up on a busy machine. */
const PATIENCE_MS = 60_000;

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

/** Jest's own process when this is one of its workers: all test files of a run share one server. */
const runPid = (): number => (process.env.JEST_WORKER_ID !== undefined && process.send !== undefined ? process.ppid : process.pid);

function knownServer(folder: string): { port: number } | undefined {
	const failure = join(folder, 'failed.txt');
	if (existsSync(failure)) throw new Error(`The PostgreSQL for tests did not start. ${readFileSync(failure, 'utf8')}`);
	const address = join(folder, 'address.json');
	if (!existsSync(address)) return undefined;
	const server = JSON.parse(readFileSync(address, 'utf8')) as { port: number; pid: number };
	if (isAlive(server.pid)) return server;
	// Left by an earlier run whose process number was given out again.
	rmSync(folder, { recursive: true, force: true });
	return undefined;
}

function startOnce(folder: string): void {
	try {
		mkdirSync(folder);
	} catch {
		return; // Another worker is starting it.
	}
	const child = spawn(process.execPath, [join(__dirname, 'postgres-server.mjs'), String(runPid()), folder], { detached: true, stdio: 'ignore' });
	child.unref();
}

let server: Promise<{ port: number }> | undefined;

async function findServer(): Promise<{ port: number }> {
	const folder = join(tmpdir(), `deal-desk-postgres-of-${runPid()}`);
	const giveUpAt = performance.now() + PATIENCE_MS;
	for (;;) {
		const known = knownServer(folder);
		if (known) return known;
		if (performance.now() > giveUpAt) throw new Error(`The PostgreSQL for tests did not come up within ${PATIENCE_MS / 1000} s`);
		startOnce(folder);
		await pause(20);
	}
}

/** The address of a schema nobody has used yet, on the PostgreSQL of this test run. The server is started by the first call. */
export async function freshPostgres(poolSize = 8): Promise<PostgresConfig> {
	const { port } = await (server ??= findServer());
	return { host: '127.0.0.1', port, database: 'desk', user: 'desk', password: 'desk', schema: `t_${randomBytes(6).toString('hex')}`, ssl: false, poolSize };
}

/** Throws a schema away with all that is in it. */
export async function dropSchema(config: PostgresConfig): Promise<void> {
	const pool = new PgPool({ host: config.host, port: config.port, database: config.database, user: config.user, password: config.password, max: 1 });
	await pool.query(`drop schema if exists ${config.schema} cascade`);
	await pool.end();
}
