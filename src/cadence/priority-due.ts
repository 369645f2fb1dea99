import type { Priority } from '../crm/company';
import { gapMsOf, restMsOf, YEAR_MS } from './priority-policy';
import type { PriorityPolicy } from './priority-policy';

/** What is known of a client at an instant. Instants are ms; later ones than `now` must not be in it. */
export interface PriorityFacts {
	readonly priority: Priority;
	/** Since when we know the client: entered, or first request if that was earlier. */
	readonly knownSince: number;
	/** Requests in the 365 days up to now. */
	readonly countInYear: number;
	readonly lastRequestAt: number | null;
	readonly lastContactAt: number | null;
	readonly lastReminderAt: number | null;
}

export interface PriorityVerdict {
	/** No request for a whole gap. */
	readonly silent: boolean;
	/** Fewer requests in the rolling year than expected by now. */
	readonly behind: boolean;
	/** R-PRI-2: silent or behind. */
	readonly due: boolean;
	/** Due, and not reminded of in this gap (R-PRI-3). */
	readonly remind: boolean;
	readonly target: number;
	/** The target, pro-rated for a client we know for less than a year. */
	readonly expected: number;
	readonly gapMs: number;
	/** Request or contact, whichever was last; a new client's first day. */
	readonly lastTouchAt: number;
	/** Not before this instant; meaningful while the client is due. */
	readonly remindFrom: number;
}

const latest = (...instants: ReadonlyArray<number | null>): number => Math.max(...instants.map((at) => at ?? 0));

/**
 * Decides whether a client should be reminded of certification (R-PRI-2, R-PRI-3):
 * - the gap is 365 days divided by the target; *silent*: no request since a gap (new clients: since we know them);
 * - *behind*: fewer requests in 365 days than the target, pro-rated to the days we know the client and rounded down;
 * - due is either; a reminder comes once in a gap, and a request or a logged contact begins the gap anew. While a client is
 *   behind, the first reminder after such a touch comes when the share of the gap has passed that the policy leaves them alone.
 * The SQL of desk/priority/due-sql.ts says the same for many clients at once; a test holds the two together.
 */
export function assessPriority(facts: PriorityFacts, policy: PriorityPolicy, now: number): PriorityVerdict | null {
	const target = policy.targets[facts.priority];
	if (target === 0 || facts.knownSince > now) return null;
	const gapMs = gapMsOf(target);
	const expected = Math.floor((target * Math.min(now - facts.knownSince, YEAR_MS)) / YEAR_MS);
	const silent = now - latest(facts.knownSince, facts.lastRequestAt) >= gapMs;
	const behind = facts.countInYear < expected;
	const due = silent || behind;
	const lastTouchAt = latest(facts.knownSince, facts.lastRequestAt, facts.lastContactAt);
	const reminded = facts.lastReminderAt !== null && facts.lastReminderAt >= lastTouchAt;
	const remindFrom = reminded ? latest(facts.lastReminderAt) + gapMs : lastTouchAt + (behind ? restMsOf(target, policy.restPercent) : gapMs);
	return { silent, behind, due, remind: due && now >= remindFrom, target, expected, gapMs, lastTouchAt, remindFrom };
}
