import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildSync } from 'esbuild';

const built = new Map<string, string>();
const children = new Set<ChildProcess>();

/** Translates a TypeScript entry and all it imports into one file that Node runs, once per test file. */
function scriptOf(entry: string): string {
	let script = built.get(entry);
	if (script === undefined) {
		const folder = mkdtempSync(join(tmpdir(), 'deal-desk-worker-'));
		script = join(folder, 'worker.cjs');
		buildSync({ entryPoints: [entry], outfile: script, bundle: true, platform: 'node', format: 'cjs', external: ['pg-native'], logLevel: 'error' });
		built.set(entry, script);
	}
	return script;
}

if (typeof afterAll === 'function') {
	afterAll(() => {
		for (const child of children) child.kill('SIGKILL');
		for (const script of built.values()) rmSync(join(script, '..'), { recursive: true, force: true });
		built.clear();
	});
}

export interface WorkerProcess {
	readonly pid: number;
	/** Resolves when the worker has sent this word; rejects when it ended without. */
	says(word: string): Promise<void>;
	/** Resolves with its exit code, or the signal that ended it. */
	readonly ended: Promise<number | string>;
	/** kill -9: no handler runs, nothing is said good-bye to. */
	kill(): void;
	/** Stops the process in its tracks, as a frozen container; `thaw` lets it go on where it was. */
	freeze(): void;
	thaw(): void;
	/** Asks it to end in good order. */
	end(): void;
	/** What it wrote to its error output. */
	errors(): string;
}

/** Starts a process of its own. @param input is handed over as JSON in its first argument */
export function startWorker(entry: string, input: unknown): WorkerProcess {
	const script = scriptOf(entry);
	const env = { ...process.env, NODE_COMPILE_CACHE: join(script, '..', 'cache') };
	const child = fork(script, [JSON.stringify(input)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [], env });
	children.add(child);
	let errors = '';
	child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
	const ended = new Promise<number | string>((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal ?? 'unknown')));
	void ended.then(() => children.delete(child));
	const said = new Set<unknown>();
	child.on('message', (message) => said.add(message));
	const says = async (word: string): Promise<void> => {
		if (said.has(word)) return;
		await new Promise<void>((resolve, reject) => {
			child.on('message', (message) => message === word && resolve());
			void ended.then((how) => reject(new Error(`The worker ended (${how}) and never said "${word}". ${errors}`)));
		});
	};
	return {
		pid: child.pid ?? 0,
		says,
		ended,
		kill: () => void child.kill('SIGKILL'),
		freeze: () => void child.kill('SIGSTOP'),
		thaw: () => void child.kill('SIGCONT'),
		end: () => void (child.connected && child.send('end')),
		errors: () => errors,
	};
}
