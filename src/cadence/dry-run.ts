import type { Priority } from '../crm/company';
import { assessPriority } from './priority-due';
import { YEAR_MS } from './priority-policy';
import type { PriorityPolicy } from './priority-policy';

/** What happened with one client, as far as reminders depend on it. Instants in ms, lists in ascending order. */
export interface ClientTimeline {
	readonly priority: Priority;
	readonly knownSince: number;
	readonly requests: readonly number[];
	readonly contacts: readonly number[];
	/** The last real reminder before the first morning. */
	readonly lastReminderAt: number | null;
}

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

/**
 * The mornings on which the client would have been reminded of under a policy: the monitor's own decision, morning by morning,
 * with the reminders of the play instead of the real ones.
 * @param mornings ms, ascending
 */
export function playReminders(client: ClientTimeline, policy: PriorityPolicy, mornings: readonly number[]): number[] {
	const reminders: number[] = [];
	const requests = new Cursor(client.requests);
	const beforeYear = new Cursor(client.requests);
	const contacts = new Cursor(client.contacts);
	let { lastReminderAt } = client;
	let nothingBefore = Number.NEGATIVE_INFINITY;
	for (const now of mornings) {
		// Until a reminder may come again, only a new touch can change the answer.
		if (now < nothingBefore && requests.next > now && contacts.next > now) continue;
		const countInYear = requests.countUpTo(now) - beforeYear.countUpTo(now - YEAR_MS);
		contacts.countUpTo(now);
		const verdict = assessPriority({ priority: client.priority, knownSince: client.knownSince, countInYear, lastRequestAt: requests.last, lastContactAt: contacts.last, lastReminderAt }, policy, now);
		if (!verdict) continue;
		if (verdict.remind) {
			reminders.push(now);
			lastReminderAt = now;
			nothingBefore = now + verdict.gapMs;
		} else {
			// A client may fall behind while time passes, and then the shorter rest counts: it is the earliest there is.
			nothingBefore = Math.min(verdict.remindFrom, verdict.lastTouchAt + Math.floor((verdict.gapMs * policy.restPercent) / 100));
		}
	}
	return reminders;
}
