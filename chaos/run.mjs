/** `npm run chaos`: brings itself to Node 24, bundles the command in a moment and runs it. What it takes: --help. */
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { continueUnderNode24, environmentOfThisNode, refuseOldNode } from '../scripts/lib/node24.mjs';
import { installProject } from '../scripts/lib/install-project.mjs';
import { reportFailure } from '../scripts/lib/operator-error.mjs';
import { projectFolder } from '../scripts/lib/places.mjs';

async function bundle(file) {
	const { build } = await import('esbuild');
	await build({
		entryPoints: [join(projectFolder, 'chaos', 'main.ts')],
		outfile: file,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node24',
		external: ['pg-native', 'n8n-workflow', 'esbuild'],
		logLevel: 'error',
	});
}

async function main() {
	refuseOldNode();
	await installProject();
	await continueUnderNode24(fileURLToPath(import.meta.url));
	const folder = join(projectFolder, 'node_modules', '.cache', 'deal-desk');
	const file = join(folder, `chaos-${process.pid}.cjs`);
	await mkdir(folder, { recursive: true });
	await bundle(file);
	try {
		const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...process.argv.slice(2)], { cwd: projectFolder, env: environmentOfThisNode(), stdio: 'inherit' });
		for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
		process.exitCode = await new Promise((resolve, reject) => {
			child.on('error', reject);
			child.on('exit', (code) => resolve(code ?? 1));
		});
	} finally {
		await rm(file, { force: true });
	}
}

await main().catch(reportFailure);
