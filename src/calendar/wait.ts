/**
 * Waits of rules and escalations: "30 working minutes", "5 working days", "10 calendar days" (R-LEAD-3, R-LEAD-4, R-CON-5,
 * R-CON-8), and the instant at which one has passed. The rules, in words an operator can be told:
 *
 * - Minutes and hours run by the clock. Working minutes and hours run only while the calendar is open; a wait that starts
 *   outside opens with the next opening, and one that is used up exactly at closing time is due at closing time.
 * - A term in days begins on the day after the event (Civil Code art. 191) and is due at 24:00 of its last day in the
 *   calendar's zone (art. 194): the person has the whole last day, so nothing can escalate early (R-CORE-3). One rule for
 *   all three day units, so the rolled due is never before the plain one, and a change of hours moves no date.
 *   The last day of *calendar days* is counted straight; *rolled*: a last day off moves to the next working day (art. 193);
 *   *working days*: only working days are counted.
 * - 24:00 is the same instant as 00:00 of the following day. Show a due date with {@link deadlineDay}, not with `dayOf`.
 * - An amount of 0 means at once: due at the start itself, whatever the unit.
 *
 * Calendar days and clock units never need the production calendar, so they work in any year. The others follow
 * `unknownYears` of the calendar.
 */
import { InvalidWaitError } from './calendar-errors';
import { warningsForYears, yearRange } from './calendar-warnings';
import { afterWorkingDays, afterWorkingTime, workingDayFrom } from './counting';
import { epochDayOf, isoDateOf, yearOf } from './iso-date';
import { checkWait, type Wait, type WaitUnit } from './wait-unit';
import { nextWorkingTime, type WorkingCalendar } from './working-calendar';
import { checkedInstant, localDayOf, startOfLocalDay } from './zone-days';
import { HOUR_MS, MINUTE_MS } from '../milliseconds';

export { describeWait } from './describe-wait';
export { checkWait, waitUnits, type Wait, type WaitUnit } from './wait-unit';


/**
 * The instant at which the wait has passed, epoch milliseconds; see the rules at the top of this file.
 * Throws InvalidWaitError for a bad amount or unit, UnknownCalendarYearError where the calendar refuses to guess a year,
 * NoWorkingTimeError when the calendar has too little working time.
 */
export function dueAfter(start: number, wait: Wait, calendar: WorkingCalendar): number {
	checkedInstant(start);
	checkWait(wait);
	const { amount, unit } = wait;
	if (amount === 0) return start;
	switch (unit) {
		case 'minutes':
			return start + amount * MINUTE_MS;
		case 'hours':
			return start + amount * HOUR_MS;
		case 'working_minutes':
			return afterWorkingTime(start, amount * MINUTE_MS, calendar);
		case 'working_hours':
			return afterWorkingTime(start, amount * HOUR_MS, calendar);
		default:
			return startOfLocalDay(calendar.zone, lastDay(localDayOf(calendar.zone, start), amount, unit, calendar) + 1);
	}
}

/**
 * The last day of a term in days that starts with an event on the given date: its due date for people, ISO.
 * Throws InvalidWaitError for units of minutes and hours, which a date without a time cannot answer.
 */
export function dueDateOf(startIsoDate: string, wait: Wait, calendar: WorkingCalendar): string {
	checkWait(wait);
	const { amount, unit } = wait;
	if (!isDayUnit(unit)) throw new InvalidWaitError(`A wait in ${unit} has no due date of its own: it depends on the time of the event.`);
	const startDay = epochDayOf(startIsoDate);
	return isoDateOf(amount === 0 ? startDay : lastDay(startDay, amount, unit, calendar));
}

/** The day a due instant belongs to, ISO: midnight is 24:00 of the day that ends, everything else its own day. */
export function deadlineDay(zone: string, dueAt: number): string {
	return isoDateOf(localDayOf(zone, dueAt - 1));
}

/** A due instant with what "why" must be able to say about it (R-CORE-4). `warnings` is empty for a confirmed deadline. */
export type ExplainedDue = {
	readonly dueAt: number;
	/** The date to show people, ISO; for a due at 24:00 the day that ends. */
	readonly dueDate: string;
	readonly warnings: string[];
	readonly calendarName: string;
	readonly zone: string;
};

/** {@link dueAfter} with its calendar named and a warning for each year it had to count without a production calendar. */
export function dueAfterExplained(start: number, wait: Wait, calendar: WorkingCalendar): ExplainedDue {
	const { zone, name: calendarName } = calendar;
	const dueAt = dueAfter(start, wait, calendar);
	const dueDate = wait.amount === 0 ? isoDateOf(localDayOf(zone, start)) : deadlineDay(zone, dueAt);
	const consulted = consultedYears(localDayOf(zone, start), epochDayOf(dueDate), wait);
	return { dueAt, dueDate, warnings: warningsForYears(calendar, consulted), calendarName, zone };
}

/** When something meant for a person may reach them: at once in working time, else at the next opening; never dropped (R-LEAD-4, R-PRI-4). */
export function deferToWorkingTime(at: number, calendar: WorkingCalendar): number {
	return nextWorkingTime(calendar, at);
}

type DayUnit = Extract<WaitUnit, 'calendar_days' | 'calendar_days_rolled' | 'working_days'>;

function isDayUnit(unit: WaitUnit): unit is DayUnit {
	return unit === 'calendar_days' || unit === 'calendar_days_rolled' || unit === 'working_days';
}

/** The last day, an epoch day, of a term of `amount` (1 or more) that starts with an event on `startDay`. */
function lastDay(startDay: number, amount: number, unit: DayUnit, calendar: WorkingCalendar): number {
	switch (unit) {
		case 'calendar_days':
			return startDay + amount;
		case 'calendar_days_rolled':
			return workingDayFrom(startDay + amount, calendar);
		case 'working_days':
			return afterWorkingDays(startDay, amount, calendar);
	}
}

/** The years whose production calendar decided the due date; none for calendar days and clock units. */
function consultedYears(startDay: number, dueDay: number, { amount, unit }: Wait): number[] {
	if (amount === 0) return [];
	switch (unit) {
		case 'working_minutes':
		case 'working_hours':
			return yearRange(yearOf(startDay), yearOf(dueDay));
		case 'working_days':
			return yearRange(yearOf(startDay + 1), yearOf(dueDay));
		case 'calendar_days_rolled':
			return yearRange(yearOf(startDay + amount), yearOf(dueDay));
		default:
			return [];
	}
}
