import type { Priority } from '../crm/company';
import { priorityTexts } from '../texts';
import { assessPriority } from './priority-due';
import type { PriorityFacts, PriorityVerdict } from './priority-due';
import { YEAR_MS } from './priority-policy';
import type { PriorityPolicy } from './priority-policy';
import { DAY_MS } from '../milliseconds';

/** A client the monitor found, with the reason in numbers (R-PRI-2). Instants are ms, days are whole days. */
export interface DueClient {
	readonly companyId: number;
	readonly name: string;
	readonly priority: Priority;
	readonly responsibleId: number | null;
	readonly departmentId: number | null;
	/** Requests in the last 365 days. */
	readonly countInYear: number;
	readonly target: number;
	/** The target, pro-rated for a client we know for less than a year. */
	readonly expected: number;
	/** 365 days divided by the target, to a tenth of a day. */
	readonly gapDays: number;
	/** Since the last request; since we know the client when there was none. */
	readonly daysSinceLast: number;
	readonly daysSinceContact: number | null;
	readonly silent: boolean;
	readonly behind: boolean;
	/** False: due, but reminded of in this gap or in touch just now. */
	readonly remind: boolean;
	readonly remindFrom: number;
	readonly lastRequestAt: number | null;
	readonly lastContactAt: number | null;
	readonly lastReminderAt: number | null;
	/** One sentence with the numbers, for the manager. */
	readonly reasonText: string;
}

export interface ClientFacts extends PriorityFacts {
	readonly companyId: number;
	readonly name: string;
	readonly responsibleId: number | null;
	readonly departmentId: number | null;
}

const daysSince = (at: number, now: number): number => Math.floor((now - at) / DAY_MS);

function reasonOf(facts: ClientFacts, verdict: PriorityVerdict, now: number): string {
	const age = now - facts.knownSince;
	const parts = [
		priorityTexts.norm(facts.priority, verdict.target, Math.round(verdict.gapMs / DAY_MS)),
		priorityTexts.inYear(facts.countInYear, verdict.expected),
		...(age < YEAR_MS ? [priorityTexts.newClient(daysSince(facts.knownSince, now))] : []),
		facts.lastRequestAt === null ? priorityTexts.noRequests : priorityTexts.lastRequest(daysSince(facts.lastRequestAt, now)),
		...(facts.lastContactAt === null ? [] : [priorityTexts.lastContact(daysSince(facts.lastContactAt, now))]),
	];
	return `${parts.join('; ')}.`;
}

/** The client as the monitor puts it out, or null when it is not due. */
export function dueClientOf(facts: ClientFacts, policy: PriorityPolicy, now: number): DueClient | null {
	const verdict = assessPriority(facts, policy, now);
	if (!verdict?.due) return null;
	const { companyId, name, priority, responsibleId, departmentId, countInYear, lastRequestAt, lastContactAt, lastReminderAt } = facts;
	const { target, expected, silent, behind, remind, remindFrom } = verdict;
	return {
		companyId,
		name,
		priority,
		responsibleId,
		departmentId,
		countInYear,
		target,
		expected,
		gapDays: Math.round(verdict.gapMs / (DAY_MS / 10)) / 10,
		daysSinceLast: daysSince(lastRequestAt ?? facts.knownSince, now),
		daysSinceContact: lastContactAt === null ? null : daysSince(lastContactAt, now),
		silent,
		behind,
		remind,
		remindFrom,
		lastRequestAt,
		lastContactAt,
		lastReminderAt,
		reasonText: reasonOf(facts, verdict, now),
	};
}
