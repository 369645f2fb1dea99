import { dayOf, workingDayOnOrAfter, workingDayOnOrBefore } from '../calendar';
import type { WorkingCalendar } from '../calendar';
import { DateTime } from '../vendor';
import { daysIn, monthAfter, monthBefore } from './month';
import type { CutoffRule, DayOffRule } from './report-settings';

const movedDay: Record<DayOffRule, (calendar: WorkingCalendar, isoDate: string) => string> = {
	previous: workingDayOnOrBefore,
	same: (_calendar, isoDate) => isoDate,
	next: workingDayOnOrAfter,
};

/** The date on which the month ends, ISO: the declared day, moved by the rule when the department rests on it (R-PAY-2). */
export function cutoffDate(month: string, rule: CutoffRule, calendar: WorkingCalendar): string {
	const day = String(Math.min(rule.day, daysIn(month))).padStart(2, '0');
	return movedDay[rule.dayOffRule](calendar, `${month}-${day}`);
}

/**
 * The instant at which the month ends, ms. A payment at that very instant still belongs to the month; so a period is
 * "after the previous cut-off, up to this one" (R-PAY-2).
 * @param calendar the department's; it only says which dates are days off
 */
export function cutoffAt(month: string, rule: CutoffRule, calendar: WorkingCalendar): number {
	return DateTime.fromISO(`${cutoffDate(month, rule, calendar)}T${rule.time}`, { zone: rule.zone }).toMillis();
}

export interface Cutoff {
	readonly month: string;
	readonly at: number;
}

/** The first cut-off after an instant. */
export function cutoffAfter(instant: number, rule: CutoffRule, calendar: WorkingCalendar): Cutoff {
	// Days off can move a cut-off over the end of its month in either direction, so the search begins a month early.
	let month = monthBefore(dayOf(rule.zone, instant).slice(0, 7));
	for (;;) {
		const at = cutoffAt(month, rule, calendar);
		if (at > instant) return { month, at };
		month = monthAfter(month);
	}
}

/** A close as far as the next one needs it. */
export interface LastClose {
	readonly month: string;
	readonly cutoffAt: number;
}

/** The period a close covers: after `fromAt`, up to and including `toAt`; ms. */
export interface Period {
	readonly month: string;
	readonly fromAt: number;
	readonly toAt: number;
}

/**
 * The period that is closed next. It begins where the last close ended, also when the rule was changed in between, so no
 * payment falls between two periods or into both.
 */
export function nextPeriod(last: LastClose | null, startsAt: number, rule: CutoffRule, calendar: WorkingCalendar): Period {
	if (!last) {
		const first = cutoffAfter(startsAt, rule, calendar);
		return { month: first.month, fromAt: cutoffAt(monthBefore(first.month), rule, calendar), toAt: first.at };
	}
	const month = monthAfter(last.month);
	// A rule moved to a much earlier day must not make a period that ends before it begins.
	return { month, fromAt: last.cutoffAt, toAt: Math.max(cutoffAt(month, rule, calendar), last.cutoffAt + 1) };
}

/** Every period that is over by now and not closed yet, oldest first (R-PAY-2: caught up, once). */
export function periodsDue(last: LastClose | null, startsAt: number, rule: CutoffRule, calendar: WorkingCalendar, now: number): Period[] {
	const due: Period[] = [];
	for (let period = nextPeriod(last, startsAt, rule, calendar); period.toAt <= now; period = nextPeriod({ month: period.month, cutoffAt: period.toAt }, startsAt, rule, calendar)) due.push(period);
	return due;
}

/** A close later than this after its cut-off was missed at its time and is labelled so. */
const ON_TIME_MS = 3_600_000;

/** How late a close is, ms; 0 when it came in time. */
export const closedLateByMs = (cutoff: number, now: number): number => (now - cutoff > ON_TIME_MS ? now - cutoff : 0);
