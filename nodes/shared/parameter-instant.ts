import { InvalidInputError } from '../../src/errors';
import { DateTime } from '../../src/vendor';

/** What n8n hands over for a date and time: text from the picker or an expression, a Date, a luxon DateTime of n8n's own, ms. */
function millisOf(value: unknown, zone: string): number {
	if (typeof value === 'number') return value;
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'object' && value !== null && 'toMillis' in value && typeof value.toMillis === 'function') return Number(value.toMillis());
	return DateTime.fromISO(String(value).trim().replace(' ', 'T'), { zone }).toMillis();
}

/**
 * A date and time parameter as an instant, ms; null when it is empty. Text without an offset is meant in `zone`.
 * @throws {InvalidInputError} naming the field, for anything that is no date and time
 */
export function instantOf(value: unknown, zone: string, field: string): number | null {
	if (value === undefined || value === null || value === '') return null;
	const at = millisOf(value, zone);
	if (!Number.isSafeInteger(at)) throw new InvalidInputError([{ field, reason: `"${String(value)}" is not a date and time; give it like 2026-03-02T09:00 or 2026-03-02T09:00+03:00` }]);
	return at;
}
