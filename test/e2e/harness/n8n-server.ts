/**
 * A real n8n of a test's own: temporary folder, free ports, the packed package, the given workflows published.
 *
 *     const n8n = await startN8nServer({ workflows: [readWorkflow('receive-lead')], credentials: [dealDesk, intakeKey] });
 *     const answer = await n8n.webhook('deal-desk/leads', { body: { … }, headers: { 'X-Deal-Desk-Key': '…' } });
 *     await n8n.kill9();
 *     await n8n.restart();
 *     await n8n.stop();
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { importInto } from '../../../scripts/lib/n8n-import.mjs';
import { installArchive } from '../../../scripts/lib/n8n-install-package.mjs';
import { inventOwner } from '../../../scripts/lib/n8n-owner.mjs';
import { baseUrlOf, launchN8n, untilReady } from '../../../scripts/lib/n8n-process.mjs';
import { publish, untilPublished } from '../../../scripts/lib/n8n-publish.mjs';
import { signIn } from '../../../scripts/lib/n8n-rest.mjs';
import { n8nFolder } from '../../../scripts/lib/places.mjs';
import { freePorts } from '../../../scripts/lib/ports.mjs';
import type { ProcessGroup } from '../../../scripts/lib/process-group.mjs';
import type { WorkflowJson } from '../../harness/workflow-json';
import { callWebhook } from './call-webhook';
import type { WebhookAnswer, WebhookRequest } from './call-webhook';
import { ARCHIVE_VARIABLE } from './pack-package';

export interface CredentialJson {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly data: Readonly<Record<string, unknown>>;
}

export interface ServerOptions {
	readonly workflows?: readonly WorkflowJson[];
	readonly credentials?: readonly CredentialJson[];
	/** More environment, e.g. `postgresEnvironment(…)` or `N8N_CONCURRENCY_PRODUCTION_LIMIT`. */
	readonly env?: Readonly<Record<string, string>>;
}

export interface ExecutionSummary {
	readonly id: string;
	readonly workflowId: string;
	readonly status: string;
	readonly mode: string;
	readonly startedAt: string;
	readonly stoppedAt: string | null;
}

export class N8nServer {
	private process: ProcessGroup | undefined;
	private rest: Awaited<ReturnType<typeof signIn>> | undefined;

	private constructor(
		private readonly instance: Parameters<typeof launchN8n>[0],
		private readonly owner: { email: string; password: string },
		private readonly workflowIds: readonly string[],
	) {}

	static async start({ workflows = [], credentials = [], env = {} }: ServerOptions): Promise<N8nServer> {
		const archive = process.env[ARCHIVE_VARIABLE];
		if (!archive) throw new Error('The package is not packed: end-to-end tests belong into the jest project "e2e".');
		const userFolder = mkdtempSync(join(tmpdir(), 'deal-desk-e2e-'));
		const [port = 0, brokerPort = 0] = await freePorts(2);
		const owner = inventOwner(n8nFolder());
		const instance = { n8nFolder: n8nFolder(), logFile: join(userFolder, 'n8n.log'), userFolder, port, brokerPort, owner, extra: { ...env } };
		const server = new N8nServer(instance, owner, workflows.map(({ id }) => id));
		await installArchive(archive, userFolder);
		await importInto(instance, { credentials: credentials.map((one) => ({ ...one, data: { ...one.data } })), workflows: [...workflows] });
		await server.launch();
		const refused = await publish(await server.signedIn(), server.workflowIds.slice());
		if (refused.length > 0) throw new Error(refused.map(({ id, error }) => `${id}: ${error.message}`).join('\n'));
		return server;
	}

	get baseUrl(): string {
		return baseUrlOf(this.instance);
	}

	/** n8n's data lies in `.n8n` below it. */
	get userFolder(): string {
		return this.instance.userFolder;
	}

	get logs(): string {
		return readFileSync(this.instance.logFile, 'utf8');
	}

	async webhook(path: string, request?: WebhookRequest): Promise<WebhookAnswer> {
		return await callWebhook(this.baseUrl, path, request);
	}

	/** n8n's own interface below /rest, as the owner. */
	async api<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		return (await (await this.signedIn())(method, path, body)) as T;
	}

	async executions(workflowId?: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify(workflowId ? { workflowId } : {}));
		return (await this.api<{ results: ExecutionSummary[] }>('GET', `/executions?filter=${filter}&limit=100`)).results;
	}

	async stop(): Promise<void> {
		await this.process?.stop();
		this.forget();
		rmSync(this.userFolder, { recursive: true, force: true });
	}

	/** A power cut: no process of this n8n gets a chance to tidy up. Its folder stays, for `restart`. */
	async kill9(): Promise<void> {
		await this.process?.kill();
		this.forget();
	}

	/** Stops if it runs, starts on the same folder and ports, and waits until every workflow is live again. */
	async restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
		await this.process?.stop();
		this.forget();
		Object.assign(this.instance.extra ?? {}, env);
		// With its crash journal in place n8n pauses for ten seconds before it starts.
		rmSync(join(this.userFolder, '.n8n', 'crash.journal'), { force: true });
		await this.launch();
		const rest = await this.signedIn();
		for (const id of this.workflowIds) await untilPublished(rest, id);
	}

	private async launch(): Promise<void> {
		this.process = launchN8n(this.instance);
		await untilReady(this.process, this.instance);
	}

	private async signedIn(): Promise<Awaited<ReturnType<typeof signIn>>> {
		return (this.rest ??= await signIn(this.baseUrl, this.owner));
	}

	private forget(): void {
		this.process = undefined;
		this.rest = undefined;
	}
}

export const startN8nServer = async (options: ServerOptions = {}): Promise<N8nServer> => await N8nServer.start(options);

/** Asks again until the answer is there; the way to wait for what n8n does in its own time. */
export async function eventually<T>(ask: () => T | undefined | false | Promise<T | undefined | false>, withinMs = 30_000): Promise<T> {
	const giveUpAt = Date.now() + withinMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) return answer;
		if (Date.now() > giveUpAt) throw new Error(`Not within ${withinMs / 1000} s: ${ask.toString()}`);
		await sleep(100);
	}
}
