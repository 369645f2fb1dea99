/**
 * n8n and node:sqlite need Node 24, which few machines have. The `node` package brings it along, so a bare clone needs
 * only Node 20: a command starts on whatever is there, installs, and carries on under Node 24.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { OperatorError } from './operator-error.mjs';
import { projectFolder } from './places.mjs';

const OLDEST_TO_START_ON = [20, 0];
/** node:sqlite without a warning, and with the SQLite that fixes the WAL corruption. */
const OLDEST_TO_RUN_ON = [24, 15];

/** @param {string} version @param {number[]} oldest */
function isAtLeast(version, [oldestMajor, oldestMinor]) {
	const [major, minor] = version.split('.').map(Number);
	return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

export const bundledNode = join(projectFolder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

export const runsOnNode24 = () => isAtLeast(process.versions.node, OLDEST_TO_RUN_ON);

/** The folder with `include/` that native parts are compiled against, if this Node came with one. */
export function node24Headers() {
	const near = dirname(dirname(process.execPath));
	const bundled = join(projectFolder, 'node_modules', 'node', 'node_modules', `node-${process.platform}-${process.arch}`);
	return [near, bundled].find((folder) => existsSync(join(folder, 'include', 'node', 'node.h')));
}

export function refuseOldNode() {
	if (!isAtLeast(process.versions.node, OLDEST_TO_START_ON)) {
		throw new OperatorError(`Node.js ${process.versions.node} is too old.`, 'Install Node.js 20 or newer from https://nodejs.org and try again.');
	}
}

/** Environment in which `node`, also that of grandchildren, is the one that runs now. */
export const environmentOfThisNode = () => ({
	...process.env,
	PATH: [dirname(process.execPath), join(projectFolder, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
});

/**
 * Runs the same command again under Node 24 and ends with its exit code. Returns only when this process is already good.
 * @param {string} script
 */
export async function continueUnderNode24(script) {
	if (runsOnNode24()) return;
	const child = spawn(bundledNode, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => child.kill(signal));
	}
	const code = await new Promise((done, fail) => {
		child.on('error', fail);
		child.on('exit', (exitCode, signal) => done(signal ? 1 : exitCode));
	});
	process.exit(code);
}
