import { DateTime } from '../vendor';

/** A cell as spreadsheets and text files hand it over. A Date carries the wall clock in its UTC fields. */
export type StatementCell = string | number | boolean | Date | null;

/** What a cell says in words; empty for a date, which has no words of its own. */
export const asText = (cell: StatementCell | undefined): string => (cell === null || cell === undefined || cell instanceof Date ? '' : String(cell).trim());

/** «1 234,56», «1234.56», 1234.56 → kopecks; null when it is no amount of whole kopecks. */
export function parseAmount(cell: StatementCell | undefined): number | null {
	if (typeof cell === 'number') {
		const kopecks = Math.round(cell * 100);
		// Spreadsheets keep 1234.56 as a binary fraction; more than a rounding error is a third decimal.
		return Number.isSafeInteger(kopecks) && Math.abs(cell * 100 - kopecks) < 1e-4 ? kopecks : null;
	}
	const text = asText(cell).replace(/[\s\u00A0\u202F]|₽|руб\.?|р\.$/gi, '').replace(/^[−–]/, '-');
	const match = /^([+-]?)(\d+|\d{1,3}(?:[ ']\d{3})+)(?:[.,](\d{1,2}))?$/.exec(text);
	if (!match) return null;
	const kopecks = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
	return Number.isSafeInteger(kopecks) ? (match[1] === '-' ? -kopecks : kopecks) : null;
}

/** A day without a time is read as noon: in the declared zone it cannot slip into the day before or after. */
const NOON = '12:00';
const dateFormats = ['dd.MM.yyyy', 'd.M.yyyy', 'dd.MM.yy', 'yyyy-MM-dd', 'dd/MM/yyyy'];
const timeFormats = dateFormats.flatMap((date) => ['HH:mm', 'HH:mm:ss'].map((time) => `${date} ${time}`));

/** The instant of a date cell in the statement's zone, ms; null when it is none. */
export function parsePaidAt(cell: StatementCell | undefined, zone: string): number | null {
	if (cell instanceof Date) {
		// Spreadsheets count in fractions of a day: a midnight may arrive as a millisecond to it.
		const day = new Date(Math.round(cell.getTime() / 1_000) * 1_000).toISOString();
		const time = day.slice(11, 16);
		return instantOf(DateTime.fromISO(`${day.slice(0, 10)}T${time === '00:00' ? NOON : day.slice(11, 19)}`, { zone }));
	}
	const text = asText(cell).replace('T', ' ');
	for (const format of dateFormats) {
		const date = DateTime.fromFormat(text, format, { zone });
		if (date.isValid) return instantOf(date.plus({ hours: 12 }));
	}
	for (const format of timeFormats) {
		const date = DateTime.fromFormat(text, format, { zone });
		if (date.isValid) return instantOf(date);
	}
	return null;
}

const instantOf = (date: { readonly isValid: boolean; toMillis(): number }): number | null => (date.isValid ? date.toMillis() : null);
