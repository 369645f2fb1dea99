/**
 * One year of one working calendar, laid out so that any amount of working time in it is found by binary search: timers are
 * armed on the hot path. Built once per calendar object and year and remembered as long as the calendar lives.
 */
import { NoWorkingTimeError, UnknownCalendarYearError } from './calendar-errors';
import { firstDayOf, isoDateOf, weekdayOf, weekdays, type Weekday } from './iso-date';
import { isStatutoryHoliday, statutoryYear } from './labour-code';
import type { ProductionYear } from './production-calendar';
import { cutEnd, minuteSpansOf, type MinuteSpan } from './weekly-hours';
import type { WorkingCalendar } from './working-calendar';
import { firstIndex, wallClockInstant } from './zone-days';

/** A stretch of working time; `from` belongs to it, `to` is the first moment after it. Instants in epoch milliseconds. */
export type WorkingSpan = {
	readonly from: number;
	readonly to: number;
	/** Epoch day the span belongs to. */
	readonly day: number;
	/** Working milliseconds of the year before this span. */
	readonly workedBefore: number;
};

export type WorkingYear = {
	readonly year: number;
	readonly spans: readonly WorkingSpan[];
	/** Epoch days with at least one span, ascending. */
	readonly workingDays: readonly number[];
	/** Working milliseconds of the whole year. */
	readonly worked: number;
};

/** No deadline of an office is further away; a search beyond it means a calendar without working time. */
const horizonYears = 50;

const yearsByCalendar = new WeakMap<WorkingCalendar, Map<number, WorkingYear>>();

/**
 * The first answer that is not undefined from the given year on, year by year, forwards or backwards.
 * Throws {@link NoWorkingTimeError} after 50 years and {@link UnknownCalendarYearError} where the calendar refuses to guess.
 */
export function searchYears<T>(
	calendar: WorkingCalendar,
	from: number,
	ask: (year: WorkingYear) => T | undefined,
	direction: 1 | -1 = 1,
): T {
	for (let distance = 0; distance < horizonYears; distance++) {
		const answer = ask(workingYear(calendar, from + distance * direction));
		if (answer !== undefined) return answer;
	}
	throw new NoWorkingTimeError(calendar.name, horizonYears);
}

export function workingYear(calendar: WorkingCalendar, year: number): WorkingYear {
	let years = yearsByCalendar.get(calendar);
	if (years === undefined) yearsByCalendar.set(calendar, (years = new Map()));
	let known = years.get(year);
	if (known === undefined) years.set(year, (known = buildWorkingYear(calendar, year)));
	return known;
}

/** Index of the first span that ends after the instant; the number of spans when the year has none left. */
export function firstSpanEndingAfter({ spans }: WorkingYear, at: number): number {
	return firstIndex(spans.length, (index) => (spans[index]?.to ?? Infinity) > at);
}

/** Index in `workingDays` of the first working day on or after the epoch day. */
export function firstWorkingDayFrom({ workingDays }: WorkingYear, day: number): number {
	return firstIndex(workingDays.length, (index) => (workingDays[index] ?? Infinity) >= day);
}

function buildWorkingYear(calendar: WorkingCalendar, year: number): WorkingYear {
	const hoursOn = dayHours(calendar, productionYearFor(calendar, year));
	const spans: WorkingSpan[] = [];
	const workingDays: number[] = [];
	let worked = 0;
	for (let day = firstDayOf(year); day < firstDayOf(year + 1); day++) {
		for (const minutes of hoursOn(day)) {
			const from = wallClockInstant(calendar.zone, day, minutes.from);
			const to = wallClockInstant(calendar.zone, day, minutes.to);
			// A span that lies wholly inside the hour skipped by a clock change does not exist on that day.
			if (to <= from) continue;
			spans.push({ from, to, day, workedBefore: worked });
			worked += to - from;
			if (workingDays.at(-1) !== day) workingDays.push(day);
		}
	}
	return { year, spans, workingDays, worked };
}

function productionYearFor(calendar: WorkingCalendar, year: number): ProductionYear {
	const known = calendar.years.get(year);
	if (known !== undefined) return known;
	if (calendar.unknownYears === 'refuse') throw new UnknownCalendarYearError(year, calendar.name);
	return statutoryYear(year);
}

/** The hours of any day of the year, in minutes of the wall clock. */
function dayHours(calendar: WorkingCalendar, production: ProductionYear): (day: number) => readonly MinuteSpan[] {
	const weekly = new Map(weekdays.map((weekday) => [weekday, minuteSpansOf(calendar.weeklyHours, weekday) ?? []] as const));
	const hoursOf = (weekday: Weekday) => weekly.get(weekday) ?? [];
	// A moved Saturday is worked like the weekday it replaces; the decree gives dates only, so Friday stands for it.
	const replaced = ([5, 1, 2, 3, 4] as const).map(hoursOf).find((spans) => spans.length > 0) ?? [];
	const daysOff = new Set([...production.daysOff, ...(calendar.extraDaysOff ?? [])]);
	const workingWeekends = new Set(production.workingWeekends);
	const shortened = new Set(production.shortened);

	return (day) => {
		const isoDate = isoDateOf(day);
		if (daysOff.has(isoDate)) return [];
		const weekday = weekdayOf(day);
		let spans = hoursOf(weekday);
		if (workingWeekends.has(isoDate)) spans = spans.length > 0 ? spans : replaced;
		// For a department that works on Saturdays: the production calendar does not list holidays that fall on one.
		else if (weekday >= 6 && isStatutoryHoliday(isoDate)) return [];
		return shortened.has(isoDate) ? cutEnd(spans, 60) : spans;
	};
}
