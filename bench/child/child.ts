import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';

/** A program in a process of its own, so that its memory and its garbage are its own. Asked one thing at a time. */
export interface Child {
	ask<T>(question: object): Promise<T>;
	stop(): Promise<void>;
}

/** Bundles a program of this folder into node_modules, where it finds what is not bundled. */
async function bundle(root: string, program: string): Promise<{ file: string; folder: string }> {
	const cache = join(root, 'node_modules', '.cache', 'deal-desk');
	mkdirSync(cache, { recursive: true });
	const folder = mkdtempSync(join(cache, 'bench-'));
	const file = join(folder, 'program.cjs');
	await build({ entryPoints: [join(root, 'bench', program)], outfile: file, bundle: true, platform: 'node', format: 'cjs', target: 'node24', external: ['pg-native', 'n8n-workflow', 'n8n-core', 'esbuild'], logLevel: 'error' });
	return { file, folder };
}

/** @param program path below bench/, a file that calls `answer` from ./answer @param args given to it as they are */
export async function startChild(root: string, program: string, args: readonly string[]): Promise<Child> {
	const { file, folder } = await bundle(root, program);
	const child = fork(file, [...args], { cwd: root, execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const died = ended.then(() => {
		throw new Error(`bench/${program} ${args.join(' ')} ended before it answered.`);
	});
	died.catch(() => undefined);
	return {
		ask: async <T>(question: object) => {
			const answer = new Promise<{ answer?: T; error?: string }>((resolve) => child.once('message', (message) => resolve(message as { answer?: T; error?: string })));
			child.send(question);
			const { answer: value, error } = await Promise.race([answer, died]);
			if (error !== undefined) throw new Error(error);
			return value as T;
		},
		stop: async () => {
			child.kill();
			await ended;
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
