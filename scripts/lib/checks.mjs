/** The checks of `npm test`, each a program run under this Node; what they print goes straight to the terminal. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildProject } from './build-project.mjs';
import { environmentOfThisNode } from './node24.mjs';
import { reportFailure } from './operator-error.mjs';
import { projectFolder, readJson } from './places.mjs';
import { say } from './progress.mjs';

/**
 * @typedef {object} CheckResult
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 */

/**
 * @param {string[]} args
 * @param {(child: import('node:child_process').ChildProcess) => () => void} [watch] called with the process; what it returns, when that has ended
 * @returns {Promise<number>} the exit code
 */
const runNode = (args, watch = () => () => undefined) =>
	new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, { cwd: projectFolder, env: environmentOfThisNode(), stdio: 'inherit' });
		const stopWatching = watch(child);
		child.on('error', reject);
		child.on('exit', (code) => {
			stopWatching();
			resolve(code ?? 1);
		});
	});

const OVERSTAY_MS = 30_000;

/**
 * Jest waits for ever when a test leaves a connection or a timer open. Once its report is written nothing more is to
 * come, so it is ended and the run counts as failed: better a red run than one that never ends.
 * @param {string} report
 */
const endWhenOverdue = (report) => (/** @type {import('node:child_process').ChildProcess} */ child) => {
	let reportedAt = 0;
	const timer = setInterval(() => {
		if (reportedAt === 0 && existsSync(report)) reportedAt = Date.now();
		if (reportedAt === 0 || Date.now() - reportedAt < OVERSTAY_MS) return;
		console.error('\nJest did not end by itself: a test has left something open (npm run jest -- <path> --detectOpenHandles finds it).');
		child.kill('SIGKILL');
	}, 1_000);
	return () => clearInterval(timer);
};

const inModules = (/** @type {string[]} */ ...path) => join(projectFolder, 'node_modules', ...path);

/** A check without tests of its own counts as one. @param {string} name @param {boolean} ok @returns {CheckResult} */
const asOne = (name, ok) => ({ name, passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

export async function lint() {
	say('Lint');
	return asOne('lint', (await runNode([inModules('eslint', 'bin', 'eslint.js'), '.'])) === 0);
}

export async function typecheck() {
	say('Types');
	return asOne('types', (await runNode([inModules('typescript', 'bin', 'tsc'), '--noEmit'])) === 0);
}

export async function build() {
	try {
		await buildProject();
		return asOne('build', true);
	} catch (error) {
		reportFailure(error);
		return asOne('build', false);
	}
}

/**
 * @param {'quick' | 'thorough' | 'e2e' | 'browser'} project of jest.config.js
 * @param {string[]} [flags]
 * @returns {Promise<CheckResult>}
 */
export async function jest(project, flags = []) {
	say(`Tests: ${project}`);
	const folder = inModules('.cache', 'deal-desk');
	const report = join(folder, `${project}-report.json`);
	await mkdir(folder, { recursive: true });
	await rm(report, { force: true });
	const exitCode = await runNode(
		[
			'--experimental-vm-modules',
			'--disable-warning=ExperimentalWarning',
			inModules('jest', 'bin', 'jest.js'),
			`--selectProjects=${project}`,
			'--json',
			`--outputFile=${report}`,
			'--passWithNoTests',
			'--ci',
			...flags,
		],
		endWhenOverdue(report),
	);
	// Without a report jest itself fell over, which is a failure even if no test is.
	if (!existsSync(report)) return { name: project, passed: 0, failed: 1 };
	const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = readJson(report);
	const failed = numFailedTests + numRuntimeErrorTestSuites;
	return { name: project, passed: numPassedTests, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}
