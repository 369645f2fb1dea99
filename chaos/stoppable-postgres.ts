import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { PostgresConfig } from '../src/store/postgres-driver';

export interface StoppablePostgres {
	/** A schema of its own. */
	address(schema: string): PostgresConfig;
	/** `stop`: as an administrator does; `crash`: its processes end at once. */
	halt(how: 'stop' | 'crash'): Promise<void>;
	start(): Promise<void>;
	/** Throws it away with all that is in it. */
	close(): Promise<void>;
}

type Answer = { readonly port?: number; readonly failed?: string };

/**
 * Brings up a PostgreSQL that can be stopped in the middle of everything.
 * @param root the package's folder
 * @param commits `durable` writes through to the disk as shipped, for measurements; `fast` leaves that to the kernel
 */
export async function stoppablePostgres(root: string, commits: 'durable' | 'fast' = 'fast'): Promise<StoppablePostgres> {
	const child = fork(join(root, 'chaos', 'postgres-server.mjs'), [commits], { execArgv: [], env: { ...process.env, NODE_OPTIONS: '' } });
	const [{ port, failed }] = (await once(child, 'message')) as [Answer];
	if (port === undefined) throw new Error(`PostgreSQL did not start. ${failed}`);
	const tell = async (deed: 'stop' | 'crash' | 'start') => {
		const done = once(child, 'message');
		child.send(deed);
		await done;
	};
	return {
		address: (schema) => ({ host: '127.0.0.1', port, database: 'desk', user: 'desk', password: 'desk', schema, ssl: false, poolSize: 6 }),
		halt: tell,
		start: async () => await tell('start'),
		close: async () => {
			const ended = once(child, 'exit');
			child.disconnect();
			await ended;
		},
	};
}
