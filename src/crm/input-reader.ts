import { InvalidInputError } from '../errors';
import type { InputFault } from '../errors';
import { keepingFault, withoutControls } from '../kept-text';

export type FieldValue = string | number | boolean | null;

/** How much of everything is taken; more is refused with the field and the limit (R-LEAD-1). Lengths in characters. */
export interface TextLimits {
	/** Names, titles, sources. */
	readonly shortText: number;
	readonly comment: number;
	readonly fieldValue: number;
	/** Own fields of one record. */
	readonly fieldCount: number;
}

export const defaultLimits: TextLimits = { shortText: 250, comment: 10_000, fieldValue: 2_000, fieldCount: 100 };

const LONGEST_FIELD_NAME = 64;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);

/**
 * Reads loosely typed input (webhook bodies, forms, node parameters) and keeps every fault, so that the sender hears of all
 * of them at once (R-CORE-6). An empty text means "not given": that is how forms send it.
 */
export class InputReader {
	private readonly found: InputFault[] = [];

	constructor(readonly limits: TextLimits = defaultLimits) {}

	get faults(): readonly InputFault[] {
		return this.found;
	}

	refuse(field: string, reason: string): void {
		this.found.push({ field, reason });
	}

	/** @throws {InvalidInputError} with everything that was refused so far */
	settle(): void {
		if (this.found.length > 0) throw new InvalidInputError(this.found);
	}

	/** A text without blanks around it, or null when there is none. Numbers count as text: forms and JSON differ about phone numbers. */
	text(field: string, value: unknown, longest = this.limits.shortText): string | null {
		if (value === undefined || value === null) return null;
		if (typeof value !== 'string' && typeof value !== 'number') {
			this.refuse(field, 'must be a text');
			return null;
		}
		// A website that cuts a comment in the middle of an emoji means the rest all the same.
		const text = withoutControls(String(value)).toWellFormed().trim();
		if (text.length > longest) this.refuse(field, `is ${text.length} characters long; at most ${longest} are taken`);
		return text === '' ? null : text;
	}

	required(field: string, value: unknown, longest = this.limits.shortText): string {
		const before = this.found.length;
		const text = this.text(field, value, longest);
		if (text === null && this.found.length === before) this.refuse(field, 'is missing');
		return text ?? '';
	}

	/** A whole number within bounds; an id unless said otherwise. */
	whole(field: string, value: unknown, { least = 1, what = 'a whole number' }: { least?: number; what?: string } = {}): number | null {
		if (value === undefined || value === null || value === '') return null;
		const number = typeof value === 'string' ? Number(value) : value;
		if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number;
		if (typeof value === 'object') this.refuse(field, 'must be a number');
		else this.refuse(field, least === 0 ? `"${String(value)}" is not ${what}, 0 or more` : `"${String(value)}" is not ${what}`);
		return null;
	}

	/** An instant in ms since the epoch. */
	instant(field: string, value: unknown): number | null {
		return this.whole(field, value, { what: 'an instant in milliseconds' });
	}

	oneOf<T extends string>(field: string, value: unknown, allowed: readonly T[]): T | null {
		const text = this.text(field, value);
		if (text === null) return null;
		const known = allowed.find((candidate) => candidate === text);
		if (known === undefined) this.refuse(field, `"${text}" is not known; give one of ${allowed.join(', ')}`);
		return known ?? null;
	}

	/** Own fields of a record: flat names with texts, numbers, yes/no or null. A list (several ticks in a form) becomes one text. */
	fields(field: string, value: unknown): Record<string, FieldValue> {
		if (value === undefined || value === null) return {};
		if (!isRecord(value)) {
			this.refuse(field, 'must be an object of names and values');
			return {};
		}
		const entries = Object.entries(value);
		if (entries.length > this.limits.fieldCount) {
			this.refuse(field, `has ${entries.length} entries; at most ${this.limits.fieldCount} are taken`);
			return {};
		}
		return Object.fromEntries(entries.map(([name, content]) => [name, this.fieldValue(`${field}.${name}`, name, content)]));
	}

	private fieldValue(field: string, name: string, value: unknown): FieldValue {
		if (name.trim() === '' || name.length > LONGEST_FIELD_NAME) this.refuse(field, `the name must have 1 to ${LONGEST_FIELD_NAME} characters`);
		else if (name === '__proto__' || withoutControls(name) !== name || keepingFault(name) !== null) this.refuse(withoutControls(field).toWellFormed(), 'the name cannot be kept; give it another');
		if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
		if (typeof value === 'string') return this.text(field, value, this.limits.fieldValue);
		if (Array.isArray(value) && value.every(isScalar)) return this.text(field, value.join(', '), this.limits.fieldValue);
		if (value !== undefined && value !== null) this.refuse(field, 'must be a text, a number, yes/no or empty');
		return null;
	}
}
