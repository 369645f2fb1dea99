/** Starts a process of n8n again when it ends by itself, as a service manager would: n8n does so when Redis is away for ten seconds. */
import { setTimeout as sleep } from 'node:timers/promises';
import { launchN8n, logTail, untilReady } from './n8n-process.mjs';
import { OperatorError } from './operator-error.mjs';
import { say } from './progress.mjs';

const PAUSE_MS = 3_000;
const MOST_ENDS = 5;
const WITHIN_MS = 300_000;

/**
 * @param {import('./n8n-process.mjs').N8nInstance} instance
 * @param {(pid: number) => Promise<void>} onStart
 * @param {AbortSignal} stopping from then on an end is what was asked for
 * @returns {Promise<{ gaveUp: Promise<never> }>} once it is ready for the first time; `gaveUp` rejects when it ends again and again
 */
export async function keepRunning(instance, onStart, stopping) {
	const { name = 'n8n', logFile } = instance;
	/** When it ended, of late. @type {number[]} */
	let ends = [];

	async function start() {
		const group = launchN8n(instance);
		await onStart(group.pid);
		return group;
	}

	const first = await start();
	await untilReady(first, instance);

	async function watch() {
		for (let group = first; ; group = await start()) {
			const code = await group.exited;
			if (stopping.aborted) return await new Promise(() => undefined);
			ends = [...ends.filter((at) => at > Date.now() - WITHIN_MS), Date.now()];
			if (ends.length >= MOST_ENDS) throw new OperatorError(`${name} ended by itself ${MOST_ENDS} times in ${WITHIN_MS / 60_000} minutes (${code ?? 'by a signal'}).`, `The end of ${logFile}:\n${logTail(logFile)}`);
			say(`! ${name} ended by itself (${code ?? 'by a signal'}) and is started again. Its log: ${logFile}`);
			await sleep(PAUSE_MS);
		}
	}
	return { gaveUp: watch() };
}
