import type { Priority } from '../crm/company';
import { assessPriority } from './priority-due';
import { gapMsOf, YEAR_MS } from './priority-policy';
import type { PriorityPolicy } from './priority-policy';

/** What happened with one client, as far as reminders depend on it. Instants in ms, lists in ascending order. */
export interface ClientTimeline {
	readonly priority: Priority;
	readonly knownSince: number;
	readonly requests: readonly number[];
	readonly contacts: readonly number[];
	/**
	 * The last real reminder before the period; `forgotten` when there have been some, of which later ones have taken the place:
	 * then the play begins before the period, so that its first morning has not all at once what came in the months before.
	 */
	readonly lastReminderAt: number | null | 'forgotten';
}

/** How long before a period the play begins for clients whose reminders are forgotten: no gap is longer. */
export const LEAD_IN_MS = YEAR_MS;

/** Walks along a list of instants that only ever goes forward. */
class Cursor {
	private passed = 0;

	constructor(private readonly instants: readonly number[]) {}

	/** How many instants lie at or before `at`. */
	countUpTo(at: number): number {
		while (this.passed < this.instants.length && (this.instants[this.passed] as number) <= at) this.passed += 1;
		return this.passed;
	}

	get last(): number | null {
		return this.instants[this.passed - 1] ?? null;
	}

	get next(): number {
		return this.instants[this.passed] ?? Number.POSITIVE_INFINITY;
	}
}

/** The last of the reminders that a client who has been silent since `touchAt` would have had by `at`, one in a gap. */
function reminderBy(at: number, touchAt: number, gapMs: number): number | null {
	const gaps = Math.floor((at - touchAt) / gapMs);
	return gaps < 1 ? null : touchAt + gaps * gapMs;
}

/**
 * The mornings on which the client would have been reminded of under a policy: the monitor's own decision, morning by morning,
 * with the reminders of the play instead of the real ones.
 * @param mornings ms, ascending; those up to `from` are the lead-in, which nothing is counted of
 * @param from ms, the beginning of the period; without it all mornings are the period
 */
export function playReminders(client: ClientTimeline, policy: PriorityPolicy, mornings: readonly number[], from = Number.NEGATIVE_INFINITY): number[] {
	const reminders: number[] = [];
	const requests = new Cursor(client.requests);
	const beforeYear = new Cursor(client.requests);
	const contacts = new Cursor(client.contacts);
	const target = policy.targets[client.priority];
	if (target === 0) return reminders;
	const leadIn = client.lastReminderAt === 'forgotten';
	let lastReminderAt = client.lastReminderAt === 'forgotten' ? null : client.lastReminderAt;
	let begun = false;
	let nothingBefore = Number.NEGATIVE_INFINITY;
	for (const now of mornings) {
		if (now <= from && !leadIn) continue;
		// Until a reminder may come again, only a new touch can change the answer.
		if (now < nothingBefore && requests.next > now && contacts.next > now) continue;
		const countInYear = requests.countUpTo(now) - beforeYear.countUpTo(now - YEAR_MS);
		contacts.countUpTo(now);
		if (leadIn && !begun) lastReminderAt = reminderBy(now - 1, Math.max(client.knownSince, requests.last ?? 0, contacts.last ?? 0), gapMsOf(target));
		begun = true;
		const verdict = assessPriority({ priority: client.priority, knownSince: client.knownSince, countInYear, lastRequestAt: requests.last, lastContactAt: contacts.last, lastReminderAt }, policy, now);
		if (!verdict) continue;
		if (verdict.remind) {
			if (now > from) reminders.push(now);
			lastReminderAt = now;
			nothingBefore = now + verdict.gapMs;
		} else {
			// A client may fall behind while time passes, and then the shorter rest counts: it is the earliest there is.
			nothingBefore = Math.min(verdict.remindFrom, verdict.lastTouchAt + Math.floor((verdict.gapMs * policy.restPercent) / 100));
		}
	}
	return reminders;
}
