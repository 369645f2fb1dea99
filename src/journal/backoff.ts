/** Pauses before attempt 2, 3, …: quick at first because most failures pass, then slow enough not to hammer a broken neighbour. */
const PAUSES_MS = [5_000, 30_000, 120_000, 600_000, 3_600_000] as const;

export const DEFAULT_MOST_ATTEMPTS = 6;

export type FailureOutcome = { readonly kind: 'retry'; readonly afterMs: number } | { readonly kind: 'park' };

/**
 * What happens to a delivery whose attempt number `attempt` (from 1) failed (R-CORE-1: retried with backoff, then parked).
 * Both the failure path and the reaper use it, so a crash counts like an error.
 */
export function afterFailure(attempt: number, mostAttempts: number): FailureOutcome {
	if (attempt >= mostAttempts) return { kind: 'park' };
	return { kind: 'retry', afterMs: PAUSES_MS[Math.min(Math.max(attempt, 1), PAUSES_MS.length) - 1] ?? PAUSES_MS[0] };
}

/** The same pause as SQL, ms, from a column that holds the number of the failed attempt. */
export const pauseSql = (attempt: string): string => `case ${PAUSES_MS.slice(0, -1).map((pauseMs, index) => `when ${attempt} <= ${index + 1} then ${pauseMs}`).join(' ')} else ${PAUSES_MS.at(-1)} end`;
