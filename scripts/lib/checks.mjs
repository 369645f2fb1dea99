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

/** @param {string[]} args @returns {Promise<number>} the exit code */
const runNode = (args) =>
	new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, { cwd: projectFolder, env: environmentOfThisNode(), stdio: 'inherit' });
		child.on('error', reject);
		child.on('exit', (code) => resolve(code ?? 1));
	});

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
 * @param {'quick' | 'e2e'} project of jest.config.js
 * @param {string[]} [flags]
 * @returns {Promise<CheckResult>}
 */
export async function jest(project, flags = []) {
	say(`Tests: ${project}`);
	const folder = inModules('.cache', 'deal-desk');
	const report = join(folder, `${project}-report.json`);
	await mkdir(folder, { recursive: true });
	await rm(report, { force: true });
	const exitCode = await runNode([
		'--experimental-vm-modules',
		'--disable-warning=ExperimentalWarning',
		inModules('jest', 'bin', 'jest.js'),
		`--selectProjects=${project}`,
		'--json',
		`--outputFile=${report}`,
		'--passWithNoTests',
		'--ci',
		...flags,
	]);
	// Without a report jest itself fell over, which is a failure even if no test is.
	if (!existsSync(report)) return { name: project, passed: 0, failed: 1 };
	const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = readJson(report);
	const failed = numFailedTests + numRuntimeErrorTestSuites;
	return { name: project, passed: numPassedTests, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}
