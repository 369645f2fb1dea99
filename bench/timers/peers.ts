import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { PgPool } from '../../src/vendor';
import type { PostgresConfig } from '../../src/store/postgres-driver';
import { loadPeer } from '../peers';
import type { Place } from '../place';

/* What is used of the peers, declared here: they are not installed where this project is type-checked. */

const QUEUE = 'remind';
/** What a job carries; about the size of what our timers carry. */
export const PAYLOAD = { rule: 'call-back', step: 'remind', subject: { kind: 'lead', id: 123_456 }, guard: { state: 'new', cycle: 1 }, calendar: 'Nizhny Novgorod' };

const urlOf = ({ host, port, database, user, password }: PostgresConfig): string => `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;

interface PgBossInstance {
	on(event: 'error', listener: () => void): void;
	start(): Promise<unknown>;
	stop(options: { graceful: boolean }): Promise<void>;
	createQueue(name: string): Promise<void>;
	send(name: string, data: object, options: { startAfter: Date }): Promise<string | null>;
	insert(name: string, jobs: ReadonlyArray<{ data: object; startAfter: Date }>, options?: { returnId?: boolean }): Promise<string[] | null>;
	fetch(name: string, options: { batchSize: number }): Promise<Array<{ id: string }>>;
	complete(name: string, ids: string[]): Promise<unknown>;
	cancel(name: string, ids: string[]): Promise<unknown>;
}

export interface PgBoss {
	arm(at: Date): Promise<string>;
	/** Answers the ids. */
	armMany(ats: readonly Date[]): Promise<string[]>;
	cancel(ids: string[]): Promise<unknown>;
	claim(most: number): Promise<string[]>;
	complete(ids: string[]): Promise<unknown>;
	analyse(): Promise<void>;
	close(): Promise<void>;
}

/** pg-boss with its background work (maintenance, cron) off, so that it does not fall into a measured round. */
export async function openPgBoss(place: Place): Promise<PgBoss> {
	const address = await place.postgres();
	const peer = await loadPeer<{ PgBoss: new (options: object) => PgBossInstance }>(place.root, 'pg-boss');
	const boss = new peer.PgBoss({ connectionString: urlOf(address), supervise: false, schedule: false, max: 4 });
	boss.on('error', () => undefined);
	await boss.start();
	await boss.createQueue(QUEUE);
	return {
		arm: async (at) => String(await boss.send(QUEUE, PAYLOAD, { startAfter: at })),
		armMany: async (ats) => (await boss.insert(QUEUE, ats.map((startAfter) => ({ data: PAYLOAD, startAfter })), { returnId: true })) ?? [],
		cancel: async (ids) => await boss.cancel(QUEUE, ids),
		claim: async (most) => (await boss.fetch(QUEUE, { batchSize: most })).map(({ id }) => id),
		complete: async (ids) => await boss.complete(QUEUE, ids),
		analyse: async () => await analyse(address),
		close: async () => await boss.stop({ graceful: false }),
	};
}

async function analyse(address: PostgresConfig): Promise<void> {
	const pool = new PgPool({ ...address, max: 1 });
	await pool.query('analyze');
	await pool.end();
}

type Pool = InstanceType<typeof PgPool>;
interface GraphileUtils {
	migrate(): Promise<void>;
	addJob(task: string, payload: object, spec: { runAt: Date }): Promise<{ id: string }>;
	addJobs(jobs: ReadonlyArray<{ identifier: string; payload: object; runAt: Date }>): Promise<Array<{ id: string }>>;
	completeJobs(ids: string[]): Promise<unknown>;
	release(): Promise<void>;
}
interface GraphileWorker {
	makeWorkerUtils(options: object): Promise<GraphileUtils>;
	run(options: object): Promise<{ stop(): Promise<void> }>;
	Logger: new (factory: () => () => void) => object;
}

export interface Graphile {
	arm(at: Date): Promise<string>;
	armMany(ats: readonly Date[]): Promise<string[]>;
	/** Its way to withdraw jobs: they are completed before they ran. */
	cancel(ids: string[]): Promise<unknown>;
	/** Runs its own runner until everything due is done. Answers ms from the first task to the last row that is gone. */
	workOff(jobs: number, atOnce: number): Promise<number>;
	/** One look for due jobs, with the statement its runner uses. */
	look(): Promise<number>;
	analyse(): Promise<void>;
	close(): Promise<void>;
}

async function lookWith(place: Place, pool: Pool, options: object): Promise<() => Promise<number>> {
	const inside = async <T>(file: string) => (await import(pathToFileURL(join(place.root, 'bench', 'node_modules', 'graphile-worker', 'dist', file)).href)) as T;
	const { processSharedOptions } = await inside<{ processSharedOptions(options: object): object }>('lib.js');
	const { batchGetJobs } = await inside<{ batchGetJobs(options: object, client: object, tasks: object, pool: string, flags: null, most: number): Promise<unknown[]> }>('sql/getJobs.js');
	const { makeEnhancedWithPgClient } = await inside<{ makeEnhancedWithPgClient(from: object): object }>('lib.js');
	const { makeWithPgClientFromPool } = await inside<{ makeWithPgClientFromPool(pool: Pool): object }>('helpers.js');
	const compiled = processSharedOptions(options);
	const client = makeEnhancedWithPgClient(makeWithPgClientFromPool(pool));
	return async () => (await batchGetJobs(compiled, client, { [QUEUE]: async () => undefined }, 'bench', null, 1)).length;
}

/** graphile-worker; the pool is as large as its runner asks for. */
export async function openGraphile(place: Place): Promise<Graphile> {
	const address = await place.postgres();
	const peer = await loadPeer<GraphileWorker>(place.root, 'graphile-worker');
	const pool = new PgPool({ ...address, max: 10 });
	pool.on('error', () => undefined);
	const options = { pgPool: pool, logger: new peer.Logger(() => () => undefined) };
	const utils = await peer.makeWorkerUtils(options);
	await utils.migrate();
	const workOff = async (jobs: number, atOnce: number): Promise<number> => {
		let begun: number | undefined;
		let done = 0;
		let finish: (() => void) | undefined;
		const allRun = new Promise<void>((resolve) => (finish = resolve));
		const task = async () => {
			begun ??= performance.now();
			if (++done === jobs) finish?.();
		};
		const batches = atOnce > 1 ? { preset: { worker: { localQueue: { size: atOnce }, completeJobBatchDelay: 0 } } } : {};
		const runner = await peer.run({ ...options, ...batches, concurrency: atOnce, noHandleSignals: true, pollInterval: 100, taskList: { [QUEUE]: task } });
		await allRun;
		for (;;) {
			const { rows } = await pool.query<{ left: boolean }>('select exists (select 1 from graphile_worker._private_jobs where run_at <= now()) as left');
			if (!rows[0]?.left) break;
		}
		const ms = performance.now() - (begun ?? Number.NaN);
		await runner.stop();
		return ms;
	};
	let look: (() => Promise<number>) | undefined;
	return {
		arm: async (at) => (await utils.addJob(QUEUE, PAYLOAD, { runAt: at })).id,
		armMany: async (ats) => (await utils.addJobs(ats.map((runAt) => ({ identifier: QUEUE, payload: PAYLOAD, runAt })))).map(({ id }) => id),
		cancel: async (ids) => await utils.completeJobs(ids),
		workOff,
		look: async () => await (look ??= await lookWith(place, pool, options))(),
		analyse: async () => await analyse(address),
		close: async () => {
			await utils.release();
			await pool.end();
		},
	};
}
