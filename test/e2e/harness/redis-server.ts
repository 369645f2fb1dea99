/** Redis for end-to-end tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePorts } from '../../../scripts/lib/ports.mjs';
import { startGroup } from '../../../scripts/lib/process-group.mjs';
import { parseRedisUrl, removeKeys, withRedis } from '../../../scripts/lib/redis.mjs';
import type { RedisAddress } from '../../../scripts/lib/redis.mjs';
import { eventually } from './n8n-server';

const ADDRESS_VARIABLE = 'DEAL_DESK_TEST_REDIS';
const USUAL = 'redis://127.0.0.1:6379';

export interface TestRedis {
	readonly address: RedisAddress;
	/** Whether it is the test's own, which may be killed and started again. */
	readonly own: boolean;
	kill9(): Promise<void>;
	start(): Promise<void>;
	/** @param prefix of the keys that the test made */
	close(prefix: string): Promise<void>;
}

const answers = async (address: RedisAddress): Promise<boolean> => await withRedis(address, async (redis) => (await redis.ping()) === 'PONG').catch(() => false);

function borrowed(address: RedisAddress): TestRedis {
	const refuse = async () => await Promise.reject(new Error('This Redis is not the test\'s own.'));
	return { address, own: false, kill9: refuse, start: refuse, close: async (prefix) => void (await removeKeys(address, prefix)) };
}

/** With its keys on disk, as deploy/docker-compose.yml runs it. Undefined where there is no `redis-server` on the path. */
async function startOwn(): Promise<TestRedis | undefined> {
	const [port = 0] = await freePorts(1);
	const address = parseRedisUrl(`redis://127.0.0.1:${port}`, 'Redis of the test');
	const folder = mkdtempSync(join(tmpdir(), 'deal-desk-redis-'));
	const logFile = join(folder, 'redis.log');
	const launch = () => startGroup('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'], { cwd: folder, env: process.env, logFile });
	let group: ReturnType<typeof launch>;
	const start = async () => {
		group = launch();
		const ended = group.exited.then(
			(code) => new Error(`redis-server ended (${String(code)}); its log: ${logFile}`),
			(error: Error) => error,
		);
		const failure = await Promise.race([ended, eventually(async () => await answers(address)).then(() => undefined)]);
		if (failure) throw failure;
	};
	try {
		await start();
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
	return {
		address,
		own: true,
		start,
		kill9: async () => await group.kill(),
		close: async () => {
			await group.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** The Redis that DEAL_DESK_TEST_REDIS names; else one of the test's own; else the one at the usual address. */
export async function startRedis(): Promise<TestRedis> {
	const named = process.env[ADDRESS_VARIABLE];
	if (named) return borrowed(parseRedisUrl(named, ADDRESS_VARIABLE));
	const own = await startOwn();
	if (own) return own;
	const usual = parseRedisUrl(USUAL, 'Redis');
	if (await answers(usual)) return borrowed(usual);
	throw new Error(`Queue mode needs Redis. Install it (apt-get install redis-server), or say where one is: ${ADDRESS_VARIABLE}=redis://host:6379`);
}
