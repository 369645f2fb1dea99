import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Lock = { packages: Record<string, { version?: string; optional?: boolean }> };

const readLock = (file: string): Lock['packages'] => (JSON.parse(readFileSync(file, 'utf8')) as Lock).packages;

/** As for the project itself: what npm wrote down is compared with the lockfile. */
function areInstalled(folder: string): boolean {
	const record = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(record)) return false;
	const present = readLock(record);
	return Object.entries(readLock(join(folder, 'package-lock.json'))).every(([place, { version, optional }]) => place === '' || optional === true || present[place]?.version === version);
}

async function install(folder: string): Promise<void> {
	console.error('Installing the peers into bench/node_modules');
	const child = spawn('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
	const code = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
	if (code !== 0) throw new Error(`npm ci in ${folder} ended with ${String(code)}. Mend what it says above, or leave the peers out with --quick.`);
}

let installed: Promise<void> | undefined;

/**
 * Loads a project we compare with. All of them stand in bench/package.json with a lockfile of their own and are installed on
 * first use, without install scripts, so that nobody pays for them who only works on Deal Desk.
 */
export async function loadPeer<T>(root: string, name: string): Promise<T> {
	const folder = join(root, 'bench');
	if (!areInstalled(folder)) await (installed ??= install(folder));
	const file = createRequire(join(folder, 'package.json')).resolve(name);
	return (await import(pathToFileURL(file).href)) as T;
}
