/**
 * The working calendar of a department (R-ORG-3): its zone, its weekly hours and the production calendar, and the questions
 * everyone asks of it. Pure: instants (epoch milliseconds) and dates (ISO) come in, nothing reads a clock.
 *
 * Build a calendar once per department and keep the object: its years are laid out on first use and remembered with it.
 */
import { IANAZone } from '../vendor';
import { InvalidCalendarError } from './calendar-errors';
import { workingDayFrom, workingDayUpTo } from './counting';
import { epochDayOf, isoDateOf, parseIsoDate, yearOf } from './iso-date';
import type { ProductionYear } from './production-calendar';
import { shippedProductionYears } from './production-years';
import { defaultWeeklyHours, weeklyHoursFaults, type WeeklyHours } from './weekly-hours';
import { firstSpanEndingAfter, firstWorkingDayFrom, searchYears, workingYear } from './working-year';
import { localDayOf } from './zone-days';

export { UnknownCalendarYearError } from './calendar-errors';
export { defaultWeeklyHours, type WeeklyHours } from './weekly-hours';
export { dayOf } from './zone-days';

/**
 * What to do about a year whose production calendar is not loaded. `refuse`: an {@link UnknownCalendarYearError}.
 * `weekdays_with_warning`: count plain weekdays without the holidays of Labour Code art. 112, and say so in the warnings
 * of `dueAfterExplained` and `calendarWarnings`, so that a deadline is still armed but marked as unconfirmed.
 */
export type UnknownYears = 'refuse' | 'weekdays_with_warning';

export type WorkingCalendar = {
	readonly zone: string;
	readonly weeklyHours: WeeklyHours;
	readonly years: ReadonlyMap<number, ProductionYear>;
	/** ISO dates off on top of the production calendar: regional holidays, the company's own days. They win over everything. */
	readonly extraDaysOff?: readonly string[];
	readonly name: string;
	/** Default: `weekdays_with_warning`. */
	readonly unknownYears?: UnknownYears;
};

/**
 * Checks the parts and fills in the defaults: Monday to Friday 09:00–18:00, the shipped years, unknown years as weekdays
 * with a warning. Throws {@link InvalidCalendarError} with every fault at once.
 */
export function createWorkingCalendar(parts: {
	/** IANA name, for example Europe/Moscow. */
	zone: string;
	weeklyHours?: WeeklyHours;
	years?: ReadonlyMap<number, ProductionYear>;
	extraDaysOff?: readonly string[];
	name?: string;
	unknownYears?: UnknownYears;
}): WorkingCalendar {
	const { zone, weeklyHours = defaultWeeklyHours, years = shippedProductionYears, extraDaysOff = [] } = parts;
	const faults = weeklyHoursFaults(weeklyHours);
	if (!IANAZone.isValidZone(zone)) faults.push(`"${zone}" is not a time zone; use a name such as Europe/Moscow or Asia/Novosibirsk.`);
	for (const date of extraDaysOff) {
		if (parseIsoDate(date) === undefined) faults.push(`The day off "${date}" is not a date such as 2026-04-30.`);
	}
	if (faults.length > 0) throw new InvalidCalendarError(faults);
	// Frozen with copies inside: the remembered years would go stale if the parts could change.
	return Object.freeze({
		zone,
		weeklyHours: structuredClone(weeklyHours),
		years: new Map(years),
		extraDaysOff: [...extraDaysOff],
		name: parts.name ?? 'Производственный календарь РФ',
		unknownYears: parts.unknownYears ?? 'weekdays_with_warning',
	});
}

/** The working time of a date in order: `from` is inside, `to` is the first moment after. Empty on a day off. */
export function workingSpans(calendar: WorkingCalendar, isoDate: string): { from: number; to: number }[] {
	const day = epochDayOf(isoDate);
	return workingYear(calendar, yearOf(day))
		.spans.filter((span) => span.day === day)
		.map(({ from, to }) => ({ from, to }));
}

/** Whether the calendar has any working time on the date. */
export function isWorkingDay(calendar: WorkingCalendar, isoDate: string): boolean {
	const day = epochDayOf(isoDate);
	const year = workingYear(calendar, yearOf(day));
	return year.workingDays[firstWorkingDayFrom(year, day)] === day;
}

/** Whether the instant lies in working time. The opening minute does, the closing time itself does not. */
export function isWorkingTime(calendar: WorkingCalendar, at: number): boolean {
	const year = workingYear(calendar, localYearOf(calendar, at));
	const span = year.spans[firstSpanEndingAfter(year, at)];
	return span !== undefined && span.from <= at;
}

/** The instant itself when it lies in working time, else the next opening. */
export function nextWorkingTime(calendar: WorkingCalendar, at: number): number {
	return searchYears(calendar, localYearOf(calendar, at), (year) => {
		const span = year.spans[firstSpanEndingAfter(year, at)];
		return span === undefined ? undefined : Math.max(span.from, at);
	});
}

/** The date itself when it is a working day, else the next working day (Civil Code art. 193). */
export function workingDayOnOrAfter(calendar: WorkingCalendar, isoDate: string): string {
	return isoDateOf(workingDayFrom(epochDayOf(isoDate), calendar));
}

/** The date itself when it is a working day, else the working day before it (R-PAY-2 "previous"). */
export function workingDayOnOrBefore(calendar: WorkingCalendar, isoDate: string): string {
	return isoDateOf(workingDayUpTo(epochDayOf(isoDate), calendar));
}

function localYearOf(calendar: WorkingCalendar, at: number): number {
	return yearOf(localDayOf(calendar.zone, at));
}
