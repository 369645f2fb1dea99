import type { InputFault } from '../errors';
import { IANAZone } from '../vendor';

/** What to do when the day of the report is a day off in the department (R-PAY-2). */
export const dayOffRules = ['previous', 'same', 'next'] as const;
export type DayOffRule = (typeof dayOffRules)[number];

/** When a department's month ends, as the operator declares it (R-PAY-2). */
export interface CutoffRule {
	/** IANA zone in which day and time are read: the declared cut-off zone. */
	readonly zone: string;
	/** Day of the month, 1 to 31; a shorter month ends on its last day. */
	readonly day: number;
	/** Wall-clock time 'HH:MM'; '24:00' counts the whole day in. */
	readonly time: string;
	readonly dayOffRule: DayOffRule;
}

export interface ReportSettings extends CutoffRule {
	readonly id: number;
	readonly departmentId: number;
	/** No cut-off up to this instant is ever closed: what was before the department began to report here. */
	readonly startsAt: number;
	readonly updatedAt: number;
}

/** The 20th at 09:00 of the department's zone, and the next working day when that is a day off. */
export const defaultCutoffRule = (zone: string): CutoffRule => ({ zone, day: 20, time: '09:00', dayOffRule: 'next' });

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Everything wrong with a rule; empty when it can be counted with. */
export function cutoffRuleFaults(rule: CutoffRule): InputFault[] {
	const faults: InputFault[] = [];
	if (!IANAZone.isValidZone(rule.zone)) faults.push({ field: 'Cut-off zone', reason: `"${rule.zone}" is not a time zone; use a name such as Europe/Moscow or Asia/Novosibirsk` });
	if (!Number.isInteger(rule.day) || rule.day < 1 || rule.day > 31) faults.push({ field: 'Day', reason: `${rule.day} is not a day of the month; give 1 to 31` });
	if (!TIME.test(rule.time)) faults.push({ field: 'Time', reason: `"${rule.time}" is not a time; write it like 09:00, or 24:00 for the end of the day` });
	if (!dayOffRules.includes(rule.dayOffRule)) faults.push({ field: 'Day off', reason: `"${String(rule.dayOffRule)}" is not known; choose one of ${dayOffRules.join(', ')}` });
	return faults;
}
