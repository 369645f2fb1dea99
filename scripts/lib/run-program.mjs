/**
 * Runs a TypeScript program of this repository from a bare clone: installs the project, brings itself to Node 24, bundles the
 * program in a moment and hands its arguments on.
 */
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { continueUnderNode24, environmentOfThisNode, refuseOldNode } from './node24.mjs';
import { installProject } from './install-project.mjs';
import { projectFolder } from './places.mjs';

/** @param {string} entry @param {string} outfile */
async function bundle(entry, outfile) {
	const { build } = await import('esbuild');
	await build({
		entryPoints: [entry],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node24',
		external: ['pg-native', 'n8n-workflow', 'n8n-core', 'esbuild'],
		logLevel: 'error',
	});
}

/**
 * Its exit code becomes this process's.
 * @param {string} script the command itself, to start it again under Node 24
 * @param {string} entry path from the project's folder
 */
export async function runProgram(script, entry) {
	refuseOldNode();
	await installProject();
	await continueUnderNode24(script);
	const folder = join(projectFolder, 'node_modules', '.cache', 'deal-desk');
	const file = join(folder, `${entry.replace(/\W/g, '-')}-${process.pid}.cjs`);
	await mkdir(folder, { recursive: true });
	await bundle(join(projectFolder, entry), file);
	try {
		const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...process.argv.slice(2)], { cwd: projectFolder, env: environmentOfThisNode(), stdio: 'inherit' });
		for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
		process.exitCode = await new Promise((resolve, reject) => {
			child.on('error', reject);
			child.on('exit', (code) => resolve(code ?? 1));
		});
	} finally {
		await rm(file, { force: true });
	}
}
