/**
 * Dates without a time: ISO text ('2026-04-30') outside, epoch days (whole days since 1970-01-01, an integer) inside.
 * Counting days is integer arithmetic here and never touches a zone, so a night of clock change cannot shift a date.
 */
import { DAY_MS } from '../milliseconds';

const isoDatePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The epoch day of an ISO date, or undefined when the text is not a date that exists ('2026-02-30'). */
export function parseIsoDate(isoDate: unknown): number | undefined {
	if (typeof isoDate !== 'string' || !isoDatePattern.test(isoDate)) return undefined;
	const at = Date.parse(`${isoDate}T00:00:00Z`);
	if (Number.isNaN(at)) return undefined;
	const epochDay = at / DAY_MS;
	// Some impossible dates parse by running over into the next month.
	return isoDateOf(epochDay) === isoDate ? epochDay : undefined;
}

/** The epoch day of an ISO date. Throws a RangeError with a sentence when the text is not an existing date. */
export function epochDayOf(isoDate: string): number {
	const epochDay = parseIsoDate(isoDate);
	if (epochDay === undefined) throw new RangeError(`"${isoDate}" is not a date: write year-month-day, for example 2026-04-30.`);
	return epochDay;
}

export function isoDateOf(epochDay: number): string {
	return new Date(epochDay * DAY_MS).toISOString().slice(0, 10);
}

export function yearOf(epochDay: number): number {
	return new Date(epochDay * DAY_MS).getUTCFullYear();
}

/** The epoch day of 1 January. */
export function firstDayOf(year: number): number {
	return Date.UTC(year, 0, 1) / DAY_MS;
}

export function weekdayOf(epochDay: number): Weekday {
	// Epoch day 0 was a Thursday. The double remainder keeps days before 1970 positive.
	return ((((epochDay + 3) % 7) + 7) % 7) + 1 as Weekday;
}

export function isWeekend(epochDay: number): boolean {
	return weekdayOf(epochDay) >= 6;
}
