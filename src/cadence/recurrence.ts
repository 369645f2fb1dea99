import { dayOf, nextWorkingTime, workingDayOnOrAfter } from '../calendar';
import type { WorkingCalendar } from '../calendar';
import { DateTime } from '../vendor';
import { DAY_MS } from '../milliseconds';

/** How periodic work comes back: the `recurrence` in the data of a timer that belongs to no escalation (architecture decision 1). */
export type Recurrence =
	/** The cut-off of each month of a department, by its report settings (R-PAY-2). */
	| { readonly kind: 'monthly_close' }
	/** Each working day of a department at a wall-clock time 'HH:MM' (R-PRI-2). */
	| { readonly kind: 'working_mornings'; readonly time: string }
	/** A date on a company's card, once or every N days (R-PRI-4). */
	| { readonly kind: 'company_date'; readonly field: CompanyDateField; readonly repeatDays: number | null };

export type CompanyDateField = 'nextCallAt' | 'nextLetterAt';

export const MORNING_PATTERN = /^([01]\d|2[0-3]):[0-5]\d$/;

const wallClock = (isoDate: string, time: string, zone: string): number => DateTime.fromISO(`${isoDate}T${time}`, { zone }).toMillis();

/** The first working morning after an instant: that time on a working day, or the opening when the department opens later. */
export function morningAfter(instant: number, time: string, calendar: WorkingCalendar): number {
	let day = dayOf(calendar.zone, instant);
	for (;;) {
		const workingDay = workingDayOnOrAfter(calendar, day);
		const at = nextWorkingTime(calendar, wallClock(workingDay, time, calendar.zone));
		if (at > instant) return at;
		day = dayOf(calendar.zone, wallClock(workingDay, '24:00', calendar.zone));
	}
}

/** All working mornings after `from`, up to and including `to`. */
export function morningsBetween(from: number, to: number, time: string, calendar: WorkingCalendar): number[] {
	const mornings: number[] = [];
	for (let at = morningAfter(from, time, calendar); at <= to; at = morningAfter(at, time, calendar)) mornings.push(at);
	return mornings;
}

/**
 * The next date of a series "every N days" after `now`, at the same wall-clock time in the zone. Dates missed meanwhile are
 * passed over: after a fortnight's downtime the client is called once, not twice.
 */
export function dateAfter(now: number, date: number, everyDays: number, zone: string): number {
	const start = DateTime.fromMillis(date, { zone });
	const passed = Math.max(0, Math.floor((now - date) / (everyDays * DAY_MS)) - 1);
	for (let times = passed + 1; ; times++) {
		const next = start.plus({ days: everyDays * times }).toMillis();
		if (next > now) return next;
	}
}
