import { fork } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { loadPeer } from '../peers';
import type { Place } from '../place';
import type { BenchCredential, BenchWorkflow } from './workflows';

export interface LoopDelay {
	readonly p50: number;
	readonly p99: number;
	readonly max: number;
}

export interface BenchServer {
	readonly baseUrl: string;
	/** How long n8n's event loop was held since the last time this was asked, ms. */
	loopDelay(): Promise<LoopDelay>;
	stop(): Promise<void>;
}

export interface BenchServerOptions {
	readonly workflows: readonly BenchWorkflow[];
	readonly credentials: readonly BenchCredential[];
	readonly env?: Readonly<Record<string, string>>;
}

/** n8n's own defaults, where `npm start` sets something faster. */
export const n8nDefaults = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'false', N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'false' } as const;

async function readWhenThere(file: string): Promise<string> {
	const giveUpAt = performance.now() + 60_000;
	while (!existsSync(file)) {
		if (performance.now() > giveUpAt) throw new Error('n8n did not say how long its event loop was held.');
		await pause(10);
	}
	const text = readFileSync(file, 'utf8');
	rmSync(file);
	return text;
}

/** Starts a real n8n with what `npm start` sets, and waits until its workflows are live. */
export async function startBenchServer(place: Place, { workflows, credentials, env = {} }: BenchServerOptions): Promise<BenchServer> {
	const loopFile = join(place.folder(), 'loop.json');
	const watching = { NODE_OPTIONS: `--require ${join(place.root, 'bench', 'n8n', 'watch-loop.cjs')}`, DEAL_DESK_BENCH_LOOP: loopFile };
	const child = fork(join(place.root, 'bench', 'n8n', 'serve.mjs'), { cwd: place.root, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const stop = async () => {
		if (child.connected) child.disconnect();
		await ended;
	};
	child.send({ workflows, credentials, env: { ...watching, ...env } });
	const message = await new Promise<{ answer?: { baseUrl: string; pid: number }; error?: string }>((resolve) => {
		child.once('message', (answer) => resolve(answer as { answer: { baseUrl: string; pid: number } }));
		void ended.then(() => resolve({ error: 'It ended before it served.' }));
	});
	if (!message.answer) {
		await stop();
		throw new Error(`The n8n of the benchmark did not start. ${message.error}`);
	}
	const { baseUrl, pid } = message.answer;
	const loopDelay = async () => {
		process.kill(pid, 'SIGUSR2');
		return JSON.parse(await readWhenThere(loopFile)) as LoopDelay;
	};
	return { baseUrl, loopDelay, stop };
}

/** Sends one request and waits for its answer. @returns ms */
export async function ask(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
	const begun = performance.now();
	const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{}' });
	const text = await answer.text();
	if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 500)}`);
	return performance.now() - begun;
}

interface Autocannon {
	(options: object): Promise<{ errors: number; non2xx: number; latency: { p50: number; p99: number } }> & { on(event: 'response', listener: () => void): void };
}

export interface Load {
	readonly url: string;
	readonly connections: number;
	readonly requests: number;
	readonly headers: Readonly<Record<string, string>>;
	/** The next request's body. */
	readonly body: () => object;
}

/** Sends requests and waits for all answers. @returns ms for all, and percentiles of one */
export async function send(root: string, load: Load): Promise<{ ms: number; p50: number; p99: number }> {
	const module = await loadPeer<Autocannon | { default: Autocannon }>(root, 'autocannon');
	const autocannon = 'default' in module ? module.default : module;
	const begun = performance.now();
	let answered = begun;
	const sending = autocannon({
		url: load.url,
		connections: load.connections,
		amount: load.requests,
		timeout: 60,
		requests: [{ method: 'POST', headers: { 'content-type': 'application/json', ...load.headers }, setupRequest: (request: object) => ({ ...request, body: JSON.stringify(load.body()) }) }],
	});
	// It ends at its next full second; the stopwatch stands still at the last answer.
	sending.on('response', () => void (answered = performance.now()));
	const result = await sending;
	const ms = answered - begun;
	if (result.errors > 0 || result.non2xx > 0) throw new Error(`${load.url}: ${result.errors} requests without an answer, ${result.non2xx} refused.`);
	return { ms, p50: result.latency.p50, p99: result.latency.p99 };
}
