/**
 * Starts a program in a process group of its own and ends that group. n8n has a child (its task runner); ending the
 * group is the one way to leave nothing behind without ever touching what somebody else started.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const POLL_MS = 50;

/** Groups that still run. None outlives this process, not even when it fails. @type {Map<number, { stop(graceMs?: number): Promise<void> }>} */
const running = new Map();
process.on('exit', () => {
	for (const groupId of running.keys()) signalGroup(groupId, 'SIGKILL');
});

/** Does the same when this process is killed and cannot. @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, null, null> | undefined} */
let watchdog;

/** @param {'+' | '-'} what @param {number} groupId */
function tellWatchdog(what, groupId) {
	if (!watchdog) {
		// A group of its own: Ctrl-C in a terminal goes to this process, which stops its groups politely.
		watchdog = spawn(process.execPath, [fileURLToPath(new URL('./group-watchdog.mjs', import.meta.url))], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
		watchdog.on('error', () => undefined);
		watchdog.stdin.on('error', () => undefined);
		watchdog.unref();
		/** @type {import('node:net').Socket} */ (watchdog.stdin).unref();
	}
	watchdog.stdin.write(`${what}${groupId}\n`);
}

/** @param {number} groupId */
function hasEnded(groupId) {
	if (running.delete(groupId)) tellWatchdog('-', groupId);
}

/** Ends everything that was started here and runs still, whoever holds it. */
export const stopAllGroups = () => Promise.all([...running.values()].map((group) => group.stop()));

/** @param {number} groupId */
function groupIsAlive(groupId) {
	try {
		process.kill(-groupId, 0);
		return true;
	} catch {
		return false;
	}
}

/** @param {number} groupId @param {NodeJS.Signals} signal */
function signalGroup(groupId, signal) {
	try {
		process.kill(-groupId, signal);
	} catch {
		// Gone already, which is what was wanted.
	}
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, logFile: string }} options
 */
export function startGroup(command, args, { cwd, env, logFile }) {
	const log = openSync(logFile, 'a');
	// A file, not a pipe: n8n spins for ever on a closed pipe, and a log should outlive whoever reads it.
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', log, log], detached: true });
	closeSync(log);
	/** @type {Promise<number | null>} */
	const exited = new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', resolve);
	});
	// Without a listener of its own a failed spawn would end the parent before anybody awaits.
	exited.catch(() => undefined);
	const pid = /** @type {number} */ (child.pid);

	async function groupEnds(/** @type {number} */ withinMs) {
		const giveUpAt = Date.now() + withinMs;
		while (groupIsAlive(pid)) {
			if (Date.now() > giveUpAt) return false;
			await sleep(POLL_MS);
		}
		return true;
	}

	const group = {
		pid,
		exited,
		/** Asks, waits, and insists. @param {number} [graceMs] */
		async stop(graceMs = 20_000) {
			if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
			const polite = await Promise.race([exited.then(() => true), sleep(graceMs, false, { ref: false })]);
			if (!polite || !(await groupEnds(1_000))) signalGroup(pid, 'SIGKILL');
			await groupEnds(5_000);
			hasEnded(pid);
		},
		/** What a power cut looks like. */
		async kill() {
			signalGroup(pid, 'SIGKILL');
			await groupEnds(5_000);
			hasEnded(pid);
		},
	};
	running.set(pid, group);
	tellWatchdog('+', pid);
	exited.finally(() => groupIsAlive(pid) || hasEnded(pid)).catch(() => undefined);
	return group;
}

/** @typedef {ReturnType<typeof startGroup>} ProcessGroup */
