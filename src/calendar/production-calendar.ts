/**
 * One year of the Russian production calendar (R-ORG-3) as dated data, and the door for a year the package was not shipped
 * with: the operator adds it as JSON in this same shape.
 */
import { isoDateOf, firstDayOf, isWeekend, parseIsoDate } from './iso-date';
import { isStatutoryHoliday } from './labour-code';

export type ProductionYear = {
	readonly year: number;
	/** Where the facts come from: the decree with date and number, shown wherever the calendar is explained. */
	readonly source: string;
	/** ISO dates that are non-working though they are Monday to Friday. Weekends are not listed. */
	readonly daysOff: readonly string[];
	/** ISO dates of Saturdays and Sundays that were moved and are worked. */
	readonly workingWeekends: readonly string[];
	/** ISO dates of working days (moved Saturdays among them) that are one hour shorter, Labour Code art. 95. */
	readonly shortened: readonly string[];
};

/** A calendar year refused as a whole. `faults` are sentences for the person who prepared it, all found at once. */
export class InvalidProductionYearError extends Error {
	override readonly name = 'InvalidProductionYearError';

	constructor(readonly faults: readonly string[]) {
		super(`The production calendar was not accepted. ${faults.join(' ')}`);
	}
}

const dateLists = ['daysOff', 'workingWeekends', 'shortened'] as const;
type DateLists = Record<(typeof dateLists)[number], readonly string[]>;
const knownFields: readonly string[] = ['year', 'source', ...dateLists];

/**
 * Reads one year from a parsed JSON value in the shape of {@link ProductionYear}.
 * Throws {@link InvalidProductionYearError} naming every fault; nothing of a faulty year is used.
 */
export function parseProductionYear(value: unknown): ProductionYear {
	if (!isRecord(value)) {
		throw new InvalidProductionYearError([`It must be an object with the fields ${knownFields.join(', ')}.`]);
	}
	const { year, source } = value;
	const faults = Object.keys(value)
		.filter((field) => !knownFields.includes(field))
		.map((field) => `"${field}" is not a known field; expected are ${knownFields.join(', ')}.`);
	if (typeof source !== 'string' || source.trim() === '') faults.push('"source" must name the decree the dates come from.');
	if (!isCalendarYear(year)) {
		throw new InvalidProductionYearError([...faults, '"year" must be a whole number from 1990 to 2999, for example 2027.']);
	}
	const lists: DateLists = {
		daysOff: readDates(value.daysOff, 'daysOff', year, faults),
		workingWeekends: readDates(value.workingWeekends, 'workingWeekends', year, faults),
		shortened: readDates(value.shortened, 'shortened', year, faults),
	};
	// Contradictions between the lists say nothing useful while the lists themselves are broken.
	if (faults.length === 0) faults.push(...contradictions(lists, year));
	if (faults.length > 0 || typeof source !== 'string') throw new InvalidProductionYearError(faults);
	return { year, source: source.trim(), ...lists };
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCalendarYear(year: unknown): year is number {
	return typeof year === 'number' && Number.isInteger(year) && year >= 1990 && year <= 2999;
}

function readDates(value: unknown, field: string, year: number, faults: string[]): readonly string[] {
	if (!Array.isArray(value)) {
		faults.push(`"${field}" must be a list of dates such as "${year}-05-01"; an empty list is allowed.`);
		return [];
	}
	const dates = new Set<string>();
	for (const entry of value as readonly unknown[]) {
		if (typeof entry !== 'string' || parseIsoDate(entry) === undefined) {
			faults.push(`"${field}" has ${JSON.stringify(entry)}, which is not a date such as "${year}-05-01".`);
		} else if (!entry.startsWith(`${year}-`)) {
			faults.push(`"${field}" has ${entry}, which is not in ${year}.`);
		} else if (dates.has(entry)) {
			faults.push(`"${field}" has ${entry} twice.`);
		} else {
			dates.add(entry);
		}
	}
	return [...dates].sort();
}

function contradictions({ daysOff, workingWeekends, shortened }: DateLists, year: number): string[] {
	const faults: string[] = [];
	for (const date of daysOff) {
		if (isWeekendDate(date)) faults.push(`"daysOff" has ${date}, a weekend: list only days off from Monday to Friday.`);
	}
	for (const date of workingWeekends) {
		if (!isWeekendDate(date)) faults.push(`"workingWeekends" has ${date}, which is not a Saturday or Sunday.`);
	}
	for (const date of shortened) {
		const isWorking = isWeekendDate(date) ? workingWeekends.includes(date) : !daysOff.includes(date);
		if (!isWorking) faults.push(`"shortened" has ${date}, which is not a working day.`);
	}
	for (let day = firstDayOf(year); day < firstDayOf(year + 1); day++) {
		const date = isoDateOf(day);
		// The likeliest slip of a hand-typed year is a forgotten holiday, and it would make every deadline over it early.
		if (isStatutoryHoliday(date) && !isWeekend(day) && !daysOff.includes(date)) {
			faults.push(`"daysOff" lacks ${date}, a public holiday (Labour Code art. 112).`);
		}
	}
	return faults;
}

function isWeekendDate(isoDate: string): boolean {
	const epochDay = parseIsoDate(isoDate);
	return epochDay !== undefined && isWeekend(epochDay);
}
