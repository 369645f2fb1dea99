/** Runs npm for us and turns its failures into words. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { OperatorError } from './operator-error.mjs';
import { projectFolder } from './places.mjs';

/**
 * npm may be about to replace node_modules, so it must not run on the Node 24 that lives in there.
 * (`npm start` puts node_modules/.bin first in PATH.)
 */
function pathWithoutProjectBinaries() {
	const ours = join(projectFolder, 'node_modules', '.bin');
	return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ours).join(delimiter);
}

const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network (?:request|connectivity)/;
const KEEP_OUTPUT_CHARACTERS = 20_000;

/** @param {string} command @param {string} output */
function explain(command, output) {
	const tail = output.trim().split('\n').slice(-15).join('\n');
	if (/ENOSPC|no space left/i.test(output)) {
		return new OperatorError('The disk is full.', 'Free some space (n8n needs about 4 GB the first time) and run the same command again.');
	}
	if (OFFLINE.test(output)) {
		return new OperatorError(
			'npm could not reach its package registry.',
			`Check the network connection and npm's "registry" and "proxy" settings, then run the same command again.\n\n${tail}`,
		);
	}
	return new OperatorError(`"${command}" failed.`, tail);
}

/**
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string> }} options
 * @returns {Promise<string>} what npm printed
 */
export async function npm(args, { cwd, env = {} }) {
	const child = spawn('npm', args, {
		cwd,
		env: { ...process.env, PATH: pathWithoutProjectBinaries(), npm_config_loglevel: 'error', ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32',
	});
	let output = '';
	const keep = (/** @type {Buffer} */ chunk) => {
		output = (output + chunk).slice(-KEEP_OUTPUT_CHARACTERS);
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const code = await new Promise((done, fail) => {
		child.on('error', (error) => fail(new OperatorError('npm could not be started.', 'Install Node.js with npm from https://nodejs.org and try again.', error)));
		child.on('close', done);
	});
	if (code !== 0) throw explain(`npm ${args.join(' ')}`, output);
	return output;
}
