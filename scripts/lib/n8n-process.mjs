/** A real n8n as a process: its command line, its server, and the wait until it serves. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { n8nEnvironment } from './n8n-environment.mjs';
import { OperatorError } from './operator-error.mjs';
import { LOOPBACK } from './ports.mjs';
import { startGroup } from './process-group.mjs';

const POLL_MS = 100;
const COMMAND_TIMEOUT_MS = 180_000;
const READY_TIMEOUT_MS = 180_000;

/** @param {string} n8nFolder */
const n8nProgram = (n8nFolder) => join(n8nFolder, 'node_modules', 'n8n', 'bin', 'n8n');

/**
 * @typedef {import('./n8n-environment.mjs').N8nPlace & { n8nFolder: string, logFile: string, name?: string, command?: string }} N8nInstance
 *   `name`: what to call it when there are several; `command`: start (all in one, or the main process), webhook or worker
 */

/** @param {N8nInstance} instance @param {string[]} args */
function run(instance, args) {
	for (const folder of [instance.userFolder, dirname(instance.logFile)]) mkdirSync(folder, { recursive: true });
	return startGroup(process.execPath, [n8nProgram(instance.n8nFolder), ...args], {
		// n8n reads a .env file from where it is started: start it where there is none.
		cwd: instance.userFolder,
		env: n8nEnvironment(instance),
		logFile: instance.logFile,
	});
}

/** @param {string} logFile */
export const logTail = (logFile, lines = 20) => (existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '');

/**
 * One `n8n …` command, while no server runs on the same folder. n8n's own commands report failures in words and exit
 * with 0, so the caller says which words mean success.
 *
 * @param {N8nInstance} instance
 * @param {string[]} args
 * @param {RegExp} success
 */
export async function runN8nCommand(instance, args, success) {
	const logStart = existsSync(instance.logFile) ? readFileSync(instance.logFile, 'utf8').length : 0;
	const command = run(instance, args);
	const ended = await Promise.race([command.exited.then(() => true), sleep(COMMAND_TIMEOUT_MS, false, { ref: false })]);
	if (!ended) await command.kill();
	const output = readFileSync(instance.logFile, 'utf8').slice(logStart);
	if (!success.test(output)) throw new OperatorError(`"n8n ${args.join(' ')}" failed.`, output.trim().split('\n').slice(-20).join('\n'));
}

/** @param {N8nInstance} instance */
export const baseUrlOf = ({ host = LOOPBACK, port }) => `http://${host === '0.0.0.0' ? LOOPBACK : host}:${port}`;

/** Starts the process; see `untilReady`. @param {N8nInstance} instance */
export const launchN8n = (instance) => run(instance, [instance.command ?? 'start']);

/**
 * Waits until the server can be asked. Its webhooks come to life a moment later: see `untilPublished` in n8n-publish.mjs.
 *
 * @param {import('./process-group.mjs').ProcessGroup} server
 * @param {N8nInstance} instance
 */
export async function untilReady(server, instance) {
	const { name = 'n8n' } = instance;
	const lastWords = () => `The end of ${instance.logFile}:\n${logTail(instance.logFile)}`;
	let ended;
	server.exited.then((code) => (ended = code ?? 'by a signal'), (error) => (ended = error.message));
	const giveUpAt = Date.now() + READY_TIMEOUT_MS;
	for (;;) {
		if (ended !== undefined) throw new OperatorError(`${name} ended while it was starting (${ended}).`, lastWords());
		const ready = await fetch(`${baseUrlOf(instance)}/healthz/readiness`).then(({ ok }) => ok, () => false);
		if (ready) return;
		if (Date.now() > giveUpAt) throw new OperatorError(`${name} did not become ready in three minutes.`, lastWords());
		await sleep(POLL_MS);
	}
}
