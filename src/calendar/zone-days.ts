/**
 * Where the days of a zone begin, as instants (epoch milliseconds). Zone rules are slow to ask (several microseconds a
 * question), so a year of a zone is asked once and remembered; the answer depends on nothing but the zone and the year.
 */
import { DateTime } from '../vendor';
import { firstDayOf, isoDateOf, epochDayOf, yearOf } from './iso-date';
import { DAY_MS, MINUTE_MS } from '../milliseconds';

/** Instants at which the days of one year start; the last entry is 1 January of the next year. */
type DayStarts = readonly number[];


const yearsByZone = new Map<string, Map<number, DayStarts>>();

/** Instants outside this range are a mistake of units (seconds, microseconds), not a deadline. */
const earliestInstant = Date.UTC(1970, 0, 1);
const latestInstant = Date.UTC(3000, 0, 1);

/** Returns the instant unchanged. Throws a RangeError when it is not whole epoch milliseconds from 1970 to 2999. */
export function checkedInstant(at: number): number {
	if (Number.isSafeInteger(at) && at >= earliestInstant && at < latestInstant) return at;
	throw new RangeError(`${at} is not a usable point in time: expected whole milliseconds since 1970, before the year 3000.`);
}

/** The date it is in the zone at that instant, ISO. */
export function dayOf(zone: string, at: number): string {
	return isoDateOf(localDayOf(zone, at));
}

/** The instant the ISO date begins in the zone: midnight, or the first moment after it where the clock jumps over midnight. */
export function startOfDay(zone: string, isoDate: string): number {
	return startOfLocalDay(zone, epochDayOf(isoDate));
}

/** {@link dayOf} as an epoch day. */
export function localDayOf(zone: string, at: number): number {
	const year = new Date(checkedInstant(at)).getUTCFullYear();
	const starts = dayStarts(zone, year);
	// An instant before or after the year in this zone is the day before or after it: no zone is a whole day away from UTC.
	return firstDayOf(year) + firstIndex(starts.length, (index) => (starts[index] ?? 0) > at) - 1;
}

/** {@link startOfDay} of an epoch day. */
export function startOfLocalDay(zone: string, epochDay: number): number {
	const year = yearOf(epochDay);
	const start = dayStarts(zone, year)[epochDay - firstDayOf(year)];
	if (start === undefined) throw new RangeError(`${epochDay} is not a whole day.`);
	return start;
}

/**
 * The first instant of a day at which the wall clock shows the time or more, in minutes after midnight; 24:00 is the start of
 * the next day. A time that a clock change skips is the moment of the change, one that it repeats is the first of the two.
 */
export function wallClockInstant(zone: string, epochDay: number, minutes: number): number {
	const start = startOfLocalDay(zone, epochDay);
	const next = startOfLocalDay(zone, epochDay + 1);
	const skippedMs = DAY_MS - (next - start);
	// A day of exactly 24 hours has no clock change inside: arithmetic is enough, and a year has 363 of them or more.
	if (skippedMs === 0) return start + minutes * MINUTE_MS;
	let instant = Math.max(start, start + minutes * MINUTE_MS - Math.max(0, skippedMs));
	while (instant < next && minutesOfDay(zone, instant) < minutes) instant += MINUTE_MS;
	return instant;
}

/** The smallest index for which the condition holds, given that it holds for every later one; `length` when for none. */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
	let low = 0;
	let high = length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (holds(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}

function dayStarts(zone: string, year: number): DayStarts {
	let years = yearsByZone.get(zone);
	const known = years?.get(year);
	if (known !== undefined) return known;
	const starts: number[] = [];
	for (let day = firstDayOf(year); day <= firstDayOf(year + 1); day++) starts.push(midnightOf(zone, isoDateOf(day)));
	if (years === undefined) yearsByZone.set(zone, (years = new Map()));
	years.set(year, starts);
	return starts;
}

function midnightOf(zone: string, isoDate: string): number {
	const midnight = DateTime.fromISO(isoDate, { zone });
	if (!midnight.isValid) throw new RangeError(`"${zone}" is not a time zone: expected a name such as Europe/Moscow.`);
	return midnight.toMillis();
}

function minutesOfDay(zone: string, instant: number): number {
	const local = DateTime.fromMillis(instant, { zone });
	return local.hour * 60 + local.minute;
}
