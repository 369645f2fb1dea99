/** Calendar dates in documents. A date is `YYYY-MM-DD` without a zone: the day both sides write on paper. */
import { NO_BREAK_SPACE } from './money';

export interface CivilDate {
	readonly year: number;
	/** 1…12 */
	readonly month: number;
	readonly day: number;
}

const MONTHS_GENITIVE = [
	'января', 'февраля', 'марта', 'апреля', 'мая', 'июня',
	'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря',
] as const;

/** `null` for another shape and for days that do not exist, such as 2026-02-29. */
export function parseCivilDate(iso: string): CivilDate | null {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
	if (match === null) return null;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	const exists = new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(iso);
	return exists ? { year, month, day } : null;
}

function requireCivilDate(iso: string): CivilDate {
	const date = parseCivilDate(iso);
	if (date === null) throw new RangeError(`Expected a calendar date as YYYY-MM-DD, got "${iso}".`);
	return date;
}

const monthName = (date: CivilDate): string => MONTHS_GENITIVE[date.month - 1] ?? '';
const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** 2026-11-03 → «03» ноября 2026 г. @throws RangeError when it is no date. */
export function quotedLongDate(iso: string): string {
	const date = requireCivilDate(iso);
	return `«${twoDigits(date.day)}»${NO_BREAK_SPACE}${monthName(date)} ${date.year}${NO_BREAK_SPACE}г.`;
}

/** 2026-11-03 → 3 ноября 2026 года. @throws RangeError when it is no date. */
export function longDate(iso: string): string {
	const date = requireCivilDate(iso);
	return `${date.day}${NO_BREAK_SPACE}${monthName(date)} ${date.year}${NO_BREAK_SPACE}года`;
}

/** 2026-11-03 → 03.11.2026. @throws RangeError when it is no date. */
export function shortDate(iso: string): string {
	const date = requireCivilDate(iso);
	return `${twoDigits(date.day)}.${twoDigits(date.month)}.${date.year}`;
}

/** Whole days from one date to another; negative when `to` is earlier. @throws RangeError when either is no date. */
export function daysBetween(from: string, to: string): number {
	const epochDay = ({ year, month, day }: CivilDate): number => Date.UTC(year, month - 1, day) / 86_400_000;
	return epochDay(requireCivilDate(to)) - epochDay(requireCivilDate(from));
}
