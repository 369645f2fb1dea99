export const LONGEST_PAUSE_MS = 3_600_000;
/** Pauses before attempt 2, 3, …: quick at first because most failures pass, then slow enough not to hammer a broken neighbour. */
const PAUSES_MS = [5_000, 30_000, 120_000, 600_000, LONGEST_PAUSE_MS] as const;

export const DEFAULT_MOST_ATTEMPTS = 6;

export type FailureOutcome = { readonly kind: 'retry'; readonly afterMs: number } | { readonly kind: 'park' };

/**
 * What happens to a delivery whose attempt number `attempt` (from 1) failed (R-CORE-1: retried with backoff, then parked).
 * Both the failure path and the reaper use it, so a crash counts like an error.
 */
export function afterFailure(attempt: number, mostAttempts: number): FailureOutcome {
	if (attempt >= mostAttempts) return { kind: 'park' };
	const pause = PAUSES_MS[Math.min(Math.max(attempt, 1), PAUSES_MS.length) - 1] ?? PAUSES_MS[0];
	return { kind: 'retry', afterMs: pause };
}
