/** Counting forward through a working calendar: how far an amount of working time, or of working days, reaches. */
import { yearOf } from './iso-date';
import type { WorkingCalendar } from './working-calendar';
import { firstSpanEndingAfter, firstWorkingDayFrom, searchYears, type WorkingYear } from './working-year';
import { firstIndex, localDayOf } from './zone-days';

/** The instant at which `amountMs` (more than 0) of working time after the start are used up; at closing time it stays at closing time. */
export function afterWorkingTime(start: number, amountMs: number, calendar: WorkingCalendar): number {
	let left = amountMs;
	return searchYears(calendar, yearOf(localDayOf(calendar.zone, start)), (year) => {
		// In the years after the first one nothing lies before the start, and this is `left` itself.
		const target = workedUntil(year, start) + left;
		left = target - year.worked;
		return left <= 0 ? instantWhenWorked(year, target) : undefined;
	});
}

/** The epoch day that is the `amount`-th (1 or more) working day after the given one. */
export function afterWorkingDays(day: number, amount: number, calendar: WorkingCalendar): number {
	let left = amount;
	const firstDay = day + 1;
	return searchYears(calendar, yearOf(firstDay), (year) => {
		const target = firstWorkingDayFrom(year, firstDay) + left - 1;
		left = target - year.workingDays.length + 1;
		return year.workingDays[target];
	});
}

/** The epoch day itself when it is a working day, else the next working day. */
export function workingDayFrom(day: number, calendar: WorkingCalendar): number {
	return searchYears(calendar, yearOf(day), (year) => year.workingDays[firstWorkingDayFrom(year, day)]);
}

/** The epoch day itself when it is a working day, else the working day before it. */
export function workingDayUpTo(day: number, calendar: WorkingCalendar): number {
	const backwards = -1;
	return searchYears(calendar, yearOf(day), (year) => year.workingDays[firstWorkingDayFrom(year, day + 1) - 1], backwards);
}

function workedUntil(year: WorkingYear, at: number): number {
	const span = year.spans[firstSpanEndingAfter(year, at)];
	return span === undefined ? year.worked : span.workedBefore + Math.max(0, at - span.from);
}

function instantWhenWorked({ spans, year }: WorkingYear, target: number): number {
	const span = spans[firstIndex(spans.length, (index) => workedThrough(spans[index]) >= target)];
	if (span === undefined) throw new RangeError(`${year} has less working time than its own total.`);
	return span.from + target - span.workedBefore;
}

function workedThrough(span: WorkingYear['spans'][number] | undefined): number {
	return span === undefined ? Infinity : span.workedBefore + span.to - span.from;
}
