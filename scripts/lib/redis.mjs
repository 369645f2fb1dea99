/** Redis for queue mode: its address from one URL, and one connection for a short piece of work. */
import { OperatorError } from './operator-error.mjs';

/** @typedef {{ host: string, port: number, user: string, password: string, db: number, tls: boolean }} RedisAddress */

/**
 * @param {string} text redis://user:password@host:port/db, rediss:// for an encrypted connection
 * @param {string} name how the person gave it, for the error
 * @returns {RedisAddress}
 */
export function parseRedisUrl(text, name) {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const db = Number(url?.pathname.slice(1) || 0);
	if (!url || !/^rediss?:$/.test(url.protocol) || !url.hostname || !Number.isInteger(db)) {
		throw new OperatorError(`${name} is not the address of a Redis: "${text.replace(/:[^:@/]*@/, ':…@')}".`, 'It looks like this: redis://127.0.0.1:6379');
	}
	return { host: url.hostname, port: Number(url.port || 6379), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), db, tls: url.protocol === 'rediss:' };
}

/**
 * @template T
 * @param {RedisAddress} address
 * @param {(redis: import('ioredis').Redis) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withRedis({ host, port, user, password, db, tls }, work) {
	// Not at the top: commands start before the project's packages are certain to be there.
	const { Redis } = await import('ioredis');
	const redis = new Redis({
		host,
		port,
		db,
		...(user && { username: user }),
		...(password && { password }),
		...(tls && { tls: {} }),
		lazyConnect: true,
		connectTimeout: 10_000,
		// Nothing is under way that would have to arrive.
		disconnectTimeout: 100,
		retryStrategy: () => null,
		maxRetriesPerRequest: 0,
	});
	/** What the connection itself ran into says more than "connection is closed". @type {Error | undefined} */
	let fault;
	redis.on('error', (error) => (fault ??= error));
	try {
		await redis.connect();
		return await work(redis);
	} catch (error) {
		throw fault ?? error;
	} finally {
		redis.disconnect();
	}
}

/** @param {RedisAddress} address @param {string} prefix @returns {Promise<number>} how many keys were removed */
export async function removeKeys(address, prefix) {
	return await withRedis(address, async (redis) => {
		let removed = 0;
		for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 500 })) {
			if (keys.length > 0) removed += await redis.del(...keys);
		}
		return removed;
	});
}
