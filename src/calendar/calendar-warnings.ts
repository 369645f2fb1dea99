/**
 * A year without its production calendar is said loudly (R-ORG-3), in Russian because the sentence stands in notices and
 * tasks beside the deadline it is about.
 */
import { epochDayOf, yearOf } from './iso-date';
import type { WorkingCalendar } from './working-calendar';

/**
 * One warning for each year that is missing from the first loaded year up to the year of the date; empty when all are there.
 * Ask with a date some months ahead to hear of the coming year before deadlines reach into it.
 */
export function calendarWarnings(calendar: WorkingCalendar, throughIsoDate: string): string[] {
	const through = yearOf(epochDayOf(throughIsoDate));
	return warningsForYears(calendar, yearRange(Math.min(through, ...calendar.years.keys()), through));
}

/** One warning for each of the years whose production calendar is not loaded. */
export function warningsForYears(calendar: WorkingCalendar, years: readonly number[]): string[] {
	const consequence = calendar.unknownYears === 'refuse' ? refused : counted;
	return years
		.filter((year) => !calendar.years.has(year))
		.map((year) => `ВНИМАНИЕ: нет производственного календаря на ${year} год. ${consequence} Добавьте календарь на ${year} год.`);
}

export function yearRange(first: number, last: number): number[] {
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const counted =
	'Рабочие дни этого года посчитаны по будням и праздникам статьи 112 ТК РФ, без переносов Правительства РФ: сроки не подтверждены.';
const refused = 'Сроки в рабочих днях и часах этого года не рассчитываются.';
