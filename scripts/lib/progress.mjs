/** Progress for a person who waits: one line a step, with the seconds since the command began. */
const startedAt = performance.now();
const HEARTBEAT_MS = 15_000;

export const elapsedSeconds = () => (performance.now() - startedAt) / 1000;

/** @param {string} line */
export function say(line) {
	console.log(`[${elapsedSeconds().toFixed(0).padStart(4)} s] ${line}`);
}

/**
 * Announces the step, repeats a sign of life while it runs, and returns what the work returns.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
	say(`${what} …`);
	const begun = performance.now();
	const heartbeat = setInterval(() => say(`  … ${((performance.now() - begun) / 1000).toFixed(0)} s so far`), HEARTBEAT_MS);
	try {
		return await work();
	} finally {
		clearInterval(heartbeat);
	}
}
