import { priorities } from '../crm/company';
import type { Priority } from '../crm/company';
import type { InputFault } from '../errors';
import { DAY_MS } from '../milliseconds';

/** R-PRI-2: how many requests are expected of a client in any 365 days; 0 means clients of this priority are left alone. */
export type PriorityTargets = Readonly<Record<Priority, number>>;

export interface PriorityPolicy {
	readonly targets: PriorityTargets;
	/**
	 * A client who is behind the yearly target although they were in touch is left alone for this share of the gap after
	 * their request or contact, in per cent: nobody wants to be reminded on the day after they called.
	 */
	readonly restPercent: number;
}

/** «Если приоритет "ключевой", то клиент должен оставлять от 20 заявок в год» (the case); the others grow up to it. */
export const defaultTargets: PriorityTargets = { small: 1, medium: 4, large: 8, cool: 12, key: 20 };
export const defaultPolicy: PriorityPolicy = { targets: defaultTargets, restPercent: 50 };

/** The rolling year: 365 days, ms. */
export const YEAR_MS = 365 * DAY_MS;

/** The gap expected between two requests, ms: 365 days divided by the target, a begun millisecond counted whole. */
export const gapMsOf = (target: number): number => Math.ceil(YEAR_MS / target);

/** How long a client who was in touch is left alone although behind, ms. */
export const restMsOf = (target: number, restPercent: number): number => Math.floor((gapMsOf(target) * restPercent) / 100);

export function policyFaults(policy: PriorityPolicy): InputFault[] {
	const faults: InputFault[] = [];
	for (const priority of priorities) {
		const target = policy.targets[priority];
		if (!Number.isInteger(target) || target < 0 || target > 365) faults.push({ field: `Target ${priority}`, reason: `${target} requests a year; give a whole number from 0 (never remind) to 365` });
	}
	if (!Number.isInteger(policy.restPercent) || policy.restPercent < 0 || policy.restPercent > 100) faults.push({ field: 'Rest', reason: `${policy.restPercent} %; give a whole number from 0 to 100` });
	return faults;
}
