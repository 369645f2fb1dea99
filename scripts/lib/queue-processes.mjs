/**
 * n8n in queue mode: which processes there are, and what each is told. The main process holds the editor and the triggers,
 * the webhook process takes requests in, workers run the workflows. Their settings are those of n8n 2.41
 * (`@n8n/config`: scaling-mode.config, endpoints.config).
 */
import { join } from 'node:path';
import { baseUrlOf } from './n8n-process.mjs';

/** The same for every process. */
export const FOR_ALL = {
	EXECUTIONS_MODE: 'queue',
	// A worker that dies is noticed when its lock on the job has run out and the next look finds it: at most 35 seconds with
	// these two, instead of a minute and a half with n8n's own.
	QUEUE_WORKER_LOCK_DURATION: '30000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
	// n8n removes a job the moment it ends. A run so short that it ends before its sender listens, or while the sender's
	// connection is down, then never ends for the sender. Kept, it is found by the look that Bull takes every five seconds.
	N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: '1000',
	N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED: '1000',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
};

/** Production webhooks are the webhook process's business alone: the main process stays free for its triggers. */
export const FOR_MAIN = { N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' };

export const FOR_WORKER = { QUEUE_HEALTH_CHECK_ACTIVE: 'true' };

/** @param {import('./redis.mjs').RedisAddress} redis @param {string} prefix of all keys, so that several n8n can share one Redis */
export const redisSettings = ({ host, port, user, password, db, tls }, prefix) => ({
	QUEUE_BULL_REDIS_HOST: host,
	QUEUE_BULL_REDIS_PORT: String(port),
	QUEUE_BULL_REDIS_DB: String(db),
	QUEUE_BULL_REDIS_USERNAME: user,
	QUEUE_BULL_REDIS_PASSWORD: password,
	QUEUE_BULL_REDIS_TLS: String(tls),
	QUEUE_BULL_PREFIX: prefix,
	N8N_REDIS_KEY_PREFIX: prefix,
});

/**
 * @param {object} plan
 * @param {string} plan.n8nFolder
 * @param {string} plan.folder every process has a folder of its own in it, as on machines of their own
 * @param {string} plan.logs
 * @param {string} [plan.host]
 * @param {{ main: number, webhook: number, workers: number[], brokers: number[] }} plan.ports `brokers`: one for each process
 * @param {import('./n8n-owner.mjs').Owner} plan.owner
 * @param {string} plan.encryptionKey
 * @param {import('./postgres.mjs').PostgresSchema} plan.database
 * @param {import('./redis.mjs').RedisAddress} plan.redis
 * @param {string} plan.prefix of the keys in Redis
 * @param {Record<string, string>} [plan.extra]
 * @returns {{ main: import('./n8n-process.mjs').N8nInstance, webhook: import('./n8n-process.mjs').N8nInstance, workers: import('./n8n-process.mjs').N8nInstance[] }}
 */
export function planProcesses({ n8nFolder, folder, logs, host, ports, owner, encryptionKey, database, redis, prefix, extra = {} }) {
	const webhookUrl = baseUrlOf({ host, port: ports.webhook }).replace('127.0.0.1', 'localhost');
	const forAll = { ...FOR_ALL, ...redisSettings(redis, prefix), N8N_ENCRYPTION_KEY: encryptionKey, ...extra };
	let broker = 0;
	const instance = (/** @type {string} */ name, /** @type {string} */ command, /** @type {number} */ port, /** @type {Record<string, string>} */ own = {}) => ({
		name,
		command,
		n8nFolder,
		userFolder: join(folder, name),
		logFile: join(logs, `${name}.log`),
		port,
		host,
		brokerPort: ports.brokers[broker++] ?? 0,
		owner,
		webhookUrl,
		database,
		extra: { ...forAll, ...own },
	});
	return {
		main: instance('main', 'start', ports.main, { ...FOR_MAIN, N8N_EDITOR_BASE_URL: `http://localhost:${ports.main}/` }),
		webhook: instance('webhook', 'webhook', ports.webhook),
		// A worker listens on one port alone: that of its health check.
		workers: ports.workers.map((port, index) => instance(`worker-${index + 1}`, 'worker', port, { ...FOR_WORKER, QUEUE_HEALTH_CHECK_PORT: String(port), ...(host && { N8N_WORKER_SERVER_ADDRESS: host }) })),
	};
}
