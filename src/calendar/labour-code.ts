/**
 * What the Labour Code alone says about a year, before the government's yearly decree moves days: the basis for checking
 * the shipped years, and the unconfirmed stand-in for a year whose decree is not loaded yet (R-ORG-3).
 */
import { firstDayOf, isoDateOf, isWeekend } from './iso-date';
import type { ProductionYear } from './production-calendar';

/** Non-working holidays, Labour Code of the Russian Federation, art. 112 part 1; month-day. */
const januaryHolidays = ['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08'];
const otherHolidays = ['02-23', '03-08', '05-01', '05-09', '06-12', '11-04'];
const holidays: ReadonlySet<string> = new Set([...januaryHolidays, ...otherHolidays]);

/** Whether the date is one of the fixed holidays of art. 112, on whatever weekday it falls. */
export function isStatutoryHoliday(isoDate: string): boolean {
	return holidays.has(isoDate.slice(5));
}

/**
 * The year by the Labour Code without any decree. Holidays are art. 112 part 1; a holiday on a weekend gives the next
 * working day off (part 2), except in January, where only a decree decides; the working day before a holiday is one hour
 * shorter (art. 95). For 2024–2026 it differs from the decreed years in the moved days only.
 */
export function statutoryYear(year: number): ProductionYear {
	const first = firstDayOf(year);
	const next = firstDayOf(year + 1);
	const off = new Set<string>();
	for (const monthDay of holidays) off.add(`${year}-${monthDay}`);
	const isOff = (epochDay: number) => isWeekend(epochDay) || off.has(isoDateOf(epochDay));

	const daysOff: string[] = [];
	const shortened: string[] = [];
	for (let day = first; day < next; day++) {
		const isoDate = isoDateOf(day);
		if (isWeekend(day)) {
			if (otherHolidays.includes(isoDate.slice(5))) off.add(isoDateOf(firstDayAfter(day, isOff)));
		} else if (off.has(isoDate)) {
			daysOff.push(isoDate);
		} else if (isStatutoryHoliday(isoDateOf(day + 1))) {
			shortened.push(isoDate);
		}
	}
	return {
		year,
		source: 'ТК РФ, ст. 95 и 112, без постановления Правительства РФ о переносе выходных дней (не подтверждено)',
		daysOff,
		workingWeekends: [],
		shortened,
	};
}

function firstDayAfter(epochDay: number, isOff: (epochDay: number) => boolean): number {
	let day = epochDay + 1;
	while (isOff(day)) day++;
	return day;
}
