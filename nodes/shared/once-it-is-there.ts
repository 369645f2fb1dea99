import { setTimeout as pause } from 'node:timers/promises';

import { DatabaseUnavailableError } from '../../src/desk/open-workspace';

/** A database that was not there when n8n started is looked for this often, ms. */
const LOOK_AGAIN_MS = 2_000;

export interface Begun {
	/** Ends what was begun, or gives up waiting for it. */
	stop(): Promise<void>;
}

/**
 * Begins at once, or as soon as the database is there. For a trigger at the start of n8n: after a power cut n8n may be up
 * before PostgreSQL is, and n8n's own next attempt comes after growing pauses; nobody should have to look after it (R-CORE-1).
 * Anything else that is wrong is thrown: waiting would not mend it.
 * @param begin answers what ends it
 * @param onMissing is told of every failed look
 */
export async function onceItIsThere(begin: () => Promise<() => Promise<void>>, onMissing: (error: Error) => void): Promise<Begun> {
	const ending = new AbortController();
	const attempt = async (): Promise<(() => Promise<void>) | undefined> =>
		await begin().catch(async (error: unknown) => {
			if (!(error instanceof DatabaseUnavailableError)) return await Promise.reject(error as Error);
			onMissing(error);
			return undefined;
		});
	const keepLooking = async (): Promise<(() => Promise<void>) | undefined> => {
		while (!ending.signal.aborted) {
			await pause(LOOK_AGAIN_MS, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
			if (ending.signal.aborted) return undefined;
			try {
				const stop = await attempt();
				if (stop) return stop;
			} catch (error) {
				// There is nobody left to throw to; the log has it, and looking goes on.
				onMissing(error as Error);
			}
		}
		return undefined;
	};
	const first = await attempt();
	const begun = first ? Promise.resolve(first) : keepLooking();
	return {
		stop: async () => {
			ending.abort();
			await (await begun)?.();
		},
	};
}
