/**
 * A real n8n in queue mode: main process, webhook process and workers, each with a folder of its own as on machines of their
 * own, on a PostgreSQL and a Redis given by the test.
 *
 *     const n8n = await N8nCluster.start({ database, redis: redis.address, workflows, credentials });
 *     await n8n.webhook('deal-desk/lead', { … });              // through the webhook process
 *     await n8n.kill9('worker-1');
 *     await n8n.launch('worker-1');
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { importInto } from '../../../scripts/lib/n8n-import.mjs';
import { installArchive } from '../../../scripts/lib/n8n-install-package.mjs';
import { inventOwner } from '../../../scripts/lib/n8n-owner.mjs';
import { baseUrlOf, launchN8n, untilReady } from '../../../scripts/lib/n8n-process.mjs';
import type { N8nInstance } from '../../../scripts/lib/n8n-process.mjs';
import { publish, untilPublished } from '../../../scripts/lib/n8n-publish.mjs';
import { signIn } from '../../../scripts/lib/n8n-rest.mjs';
import { n8nFolder } from '../../../scripts/lib/places.mjs';
import { freePorts } from '../../../scripts/lib/ports.mjs';
import type { ProcessGroup } from '../../../scripts/lib/process-group.mjs';
import { planProcesses } from '../../../scripts/lib/queue-processes.mjs';
import type { RedisAddress } from '../../../scripts/lib/redis.mjs';
import type { PostgresConfig } from '../../../src/store/postgres-driver';
import { callWebhook } from './call-webhook';
import type { WebhookAnswer, WebhookRequest } from './call-webhook';
import type { ServerOptions } from './n8n-server';
import { ARCHIVE_VARIABLE } from './pack-package';

export interface ClusterOptions extends ServerOptions {
	/** Where n8n keeps its own data: a schema that exists. */
	readonly database: PostgresConfig;
	readonly redis: RedisAddress;
	/** Of all keys in Redis. */
	readonly prefix: string;
}

export type ProcessName = 'main' | 'webhook' | `worker-${number}`;

const WORKERS = 2;

export class N8nCluster {
	private readonly running = new Map<ProcessName, ProcessGroup>();

	private constructor(
		private readonly folder: string,
		private readonly instances: ReadonlyMap<ProcessName, N8nInstance>,
		private readonly owner: { email: string; password: string },
		private readonly workflowIds: readonly string[],
	) {}

	static async start({ workflows = [], credentials = [], env = {}, database, redis, prefix }: ClusterOptions): Promise<N8nCluster> {
		const archive = process.env[ARCHIVE_VARIABLE];
		if (!archive) throw new Error('The package is not packed: end-to-end tests belong into the jest project "e2e".');
		const folder = mkdtempSync(join(tmpdir(), 'deal-desk-cluster-'));
		const [main = 0, webhook = 0, ...more] = await freePorts(2 + WORKERS + 2 + WORKERS);
		const owner = inventOwner(n8nFolder());
		const plan = planProcesses({
			n8nFolder: n8nFolder(),
			folder,
			logs: join(folder, 'logs'),
			ports: { main, webhook, workers: more.slice(0, WORKERS), brokers: more.slice(WORKERS) },
			owner,
			encryptionKey: 'an encryption key of the tests',
			database,
			redis,
			prefix,
			extra: { ...env },
		});
		const instances = [plan.main, plan.webhook, ...plan.workers];
		const cluster = new N8nCluster(folder, new Map(instances.map((instance) => [instance.name as ProcessName, instance])), owner, workflows.map(({ id }) => id));
		for (const { userFolder } of instances) await installArchive(archive, userFolder);
		await importInto(plan.main, { credentials: credentials.map((one) => ({ ...one, data: { ...one.data } })), workflows: [...workflows] });
		// The main process brings n8n's schema up to date; the others only look whether it is.
		await cluster.launch('main');
		await Promise.all([cluster.launch('webhook'), ...cluster.workers.map(async (name) => await cluster.launch(name)), cluster.publishAll()]);
		return cluster;
	}

	get workers(): ProcessName[] {
		return [...this.instances.keys()].filter((name) => name.startsWith('worker'));
	}

	/** Where webhooks and forms answer. */
	get webhookUrl(): string {
		return baseUrlOf(this.instance('webhook'));
	}

	async webhook(path: string, request?: WebhookRequest): Promise<WebhookAnswer> {
		return await callWebhook(this.webhookUrl, path, request);
	}

	/** What a request to the main process is answered with. */
	async mainWebhook(path: string, request?: WebhookRequest): Promise<WebhookAnswer> {
		return await callWebhook(baseUrlOf(this.instance('main')), path, request);
	}

	logOf(name: ProcessName): string {
		return readFileSync(this.instance(name).logFile, 'utf8');
	}

	/** Workers that have begun an execution and not ended it. */
	busyWorkers(): ProcessName[] {
		const ids = (log: string, what: string) => [...log.matchAll(new RegExp(`Worker ${what} execution (\\d+)`, 'g'))].map(([, id]) => id);
		return this.workers.filter((name) => {
			const log = this.logOf(name);
			const finished = new Set(ids(log, 'finished'));
			return ids(log, 'started').some((id) => !finished.has(id));
		});
	}

	/** Whether the process runs; n8n ends itself when Redis is away for long. */
	isRunning(name: ProcessName): boolean {
		return this.running.has(name);
	}

	/** A power cut of the machine that this process runs on. */
	async kill9(name: ProcessName): Promise<void> {
		await this.running.get(name)?.kill();
		this.running.delete(name);
	}

	/** Starts a process and waits until it serves. */
	async launch(name: ProcessName): Promise<void> {
		const instance = this.instance(name);
		// With its crash journal in place n8n pauses for ten seconds before it starts.
		rmSync(join(instance.userFolder, '.n8n', 'crash.journal'), { force: true });
		const group = launchN8n(instance);
		this.running.set(name, group);
		void group.exited.then(() => this.running.get(name) === group && this.running.delete(name));
		await untilReady(group, instance);
	}

	/** Waits until every trigger of every workflow is at work again on the main process. */
	async untilLive(): Promise<void> {
		const rest = await signIn(baseUrlOf(this.instance('main')), this.owner);
		for (const id of this.workflowIds) await untilPublished(rest, id);
	}

	async stop(): Promise<void> {
		await Promise.all([...this.running.values()].map(async (group) => await group.stop()));
		rmSync(this.folder, { recursive: true, force: true });
	}

	private async publishAll(): Promise<void> {
		const refused = await publish(await signIn(baseUrlOf(this.instance('main')), this.owner), [...this.workflowIds]);
		if (refused.length > 0) throw new Error(refused.map(({ id, error }) => `${id}: ${error.message}`).join('\n'));
	}

	private instance(name: ProcessName): N8nInstance {
		const instance = this.instances.get(name);
		if (!instance) throw new Error(`There is no process "${name}".`);
		return instance;
	}
}
