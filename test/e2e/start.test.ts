/** `npm start` as a person meets it: ready, used, stopped with Ctrl-C, started again, reset. */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { projectFolder } from '../../scripts/lib/places.mjs';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { isAlive } from '../helpers/is-alive';
import { eventually } from './harness';

const script = (name: string) => join(projectFolder, 'scripts', name);
const READY_WITHIN_MS = 120_000;

describe('npm start', () => {
	const data = join(mkdtempSync(join(tmpdir(), 'deal-desk-start-')), 'data');
	let port = 0;
	let starter: ChildProcess | undefined;

	beforeAll(async () => {
		[port = 0] = await freePorts(1);
	});

	afterAll(() => {
		starter?.kill('SIGTERM');
		rmSync(join(data, '..'), { recursive: true, force: true });
	});

	async function start(): Promise<{ output: string; n8nPid: number; stop: () => Promise<number | null> }> {
		const child = spawn(process.execPath, [script('start.mjs'), '--port', String(port), '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
		starter = child;
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
		child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)));
		const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
		await eventually(() => {
			if (child.exitCode !== null) throw new Error(output);
			return output.includes('Ctrl-C stops everything');
		}, READY_WITHIN_MS);
		const { n8nPids: [n8nPid = 0] } = JSON.parse(readFileSync(join(data, 'running.json'), 'utf8')) as { n8nPids: number[] };
		const stop = async () => {
			child.kill('SIGINT');
			return await exited;
		};
		return { output, n8nPid, stop };
	}

	const reset = () => execFileSync(process.execPath, [script('reset.mjs'), '--data', data], { encoding: 'utf8', stdio: 'pipe' });

	it('brings up an n8n one can sign in to, and leaves no process behind', async () => {
		const { output, n8nPid, stop } = await start();
		const password = /password {3}(\S+)/.exec(output)?.[1];
		const answer = await fetch(`http://127.0.0.1:${port}/rest/login`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ emailOrLdapLoginId: 'owner@deal-desk.local', password }),
		});
		expect(answer.status).toBe(200);
		expect(output).not.toContain('is not live');
		expect(reset).toThrow(/in use by npm start/);

		expect(await stop()).toBe(0);
		expect(isAlive(n8nPid)).toBe(false);
		expect(existsSync(join(data, 'running.json'))).toBe(false);
	});

	it('imports nothing again on the second start', async () => {
		const { output, stop } = await start();
		expect(output).not.toContain('Importing');
		expect(output).not.toContain('Publishing');
		await stop();
	});

	it('starts over after npm run reset', () => {
		expect(reset()).toContain(`Removed ${join(data, 'n8n')}`);
		expect(existsSync(data)).toBe(false);
	});
});
