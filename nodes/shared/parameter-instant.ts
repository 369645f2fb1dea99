import { InvalidInputError } from '../../src/errors';
import { DateTime } from '../../src/vendor';
import { textOf } from './checked-value';

/** What business is about. Instants far outside cannot be written as ISO dates, and counting working days up to them takes for ever. */
const EARLIEST = Date.UTC(1900, 0);
const LATEST = Date.UTC(2200, 0);

/** What n8n hands over for a date and time: text from the picker or an expression, a Date, a luxon DateTime of n8n's own, ms. */
function millisOf(value: unknown, zone: string, field: string): number {
	if (typeof value === 'number') return value;
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'object' && value !== null && 'toMillis' in value && typeof value.toMillis === 'function') return Number(value.toMillis());
	return DateTime.fromISO(textOf(value, field).trim().replace(' ', 'T'), { zone }).toMillis();
}

/**
 * A date and time parameter as an instant, ms; null when it is empty. Text without an offset is meant in `zone`.
 * @throws {InvalidInputError} naming the field, for anything that is no date and time
 */
export function instantOf(value: unknown, zone: string, field: string): number | null {
	if (value === undefined || value === null || value === '') return null;
	const at = millisOf(value, zone, field);
	if (Number.isSafeInteger(at) && (at < EARLIEST || at >= LATEST)) throw new InvalidInputError([{ field, reason: `"${textOf(value, field)}" lies outside the years 1900 to 2199` }]);
	if (!Number.isSafeInteger(at)) throw new InvalidInputError([{ field, reason: `"${typeof value === 'number' ? value : textOf(value, field)}" is not a date and time; give it like 2026-03-02T09:00 or 2026-03-02T09:00+03:00` }]);
	return at;
}
