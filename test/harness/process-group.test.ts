import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { isAlive } from '../helpers/is-alive';

const MODULE = pathToFileURL(join(__dirname, '../../scripts/lib/process-group.mjs')).href;

async function endsWithin(pid: number, ms: number): Promise<boolean> {
	for (const giveUpAt = Date.now() + ms; Date.now() < giveUpAt; await sleep(50)) if (!isAlive(pid)) return true;
	return false;
}

/** A program that starts a group of two processes, says the pid of the group, and waits. */
async function startHolder(folder: string) {
	const program = `
		const { startGroup } = await import(${JSON.stringify(MODULE)});
		const group = startGroup('/bin/sh', ['-c', 'sleep 60 & sleep 60'], { cwd: ${JSON.stringify(folder)}, env: process.env, logFile: ${JSON.stringify(join(folder, 'log'))} });
		console.log(group.pid);
		setInterval(() => {}, 1000);`;
	const holder = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [line] = (await once(holder.stdout, 'data')) as [Buffer];
	return { holder, groupId: Number(line.toString()) };
}

describe('a process group that is started for a test or a demo', () => {
	let folder: string;
	beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'deal-desk-group-'))));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it.each(['SIGKILL', 'SIGTERM'] as const)('ends when who started it gets %s: a killed test run leaves no n8n behind', async (signal) => {
		const { holder, groupId } = await startHolder(folder);
		expect(isAlive(-groupId)).toBe(true);
		holder.kill(signal);
		expect(await endsWithin(-groupId, 10_000)).toBe(true);
	});
});
