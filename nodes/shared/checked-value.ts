import { InvalidInputError } from '../../src/errors';
import { keepingFault, withoutControls } from '../../src/kept-text';

/** Nothing an operator means lies deeper; what does would exhaust the stack of whoever reads it. */
const DEEPEST = 32;

export interface ValueLimits {
	/** Characters of one text, wherever it stands in the value. */
	readonly longestText: number;
}

export const defaultValueLimits: ValueLimits = { longestText: 100_000 };

const refuse = (field: string, reason: string): InvalidInputError => new InvalidInputError([{ field, reason }]);

/** luxon's DateTime of n8n's own copy, or a Date. */
const isMoment = (value: object): value is { toISO(): string | null } | Date => value instanceof Date || ('toISO' in value && typeof value.toISO === 'function');

function checkText(text: string, field: string, { longestText }: ValueLimits): void {
	if (text.length > longestText) throw refuse(field, `is ${text.length} characters long; at most ${longestText} are taken (credential: Longest Text)`);
	const fault = keepingFault(text);
	if (fault !== null) throw refuse(field, fault);
}

/**
 * What an expression put into a parameter, once it is known to hold nothing that cannot be kept: texts that are too long or
 * ill-formed at any depth, and structures too deep to be read.
 * @throws {InvalidInputError} naming the field
 */
export function checkedValue(value: unknown, field: string, limits: ValueLimits): unknown {
	// By hand and not by recursion: the depth is what is in question.
	const open: Array<{ readonly value: unknown; readonly depth: number }> = [{ value, depth: 0 }];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const { value: inner, depth } = next;
		if (typeof inner === 'string') checkText(inner, field, limits);
		if (typeof inner !== 'object' || inner === null || isMoment(inner)) continue;
		if (depth >= DEEPEST) throw refuse(field, `is nested more than ${DEEPEST} levels deep`);
		for (const [name, entry] of Object.entries(inner)) {
			checkText(name, field, limits);
			open.push({ value: entry, depth: depth + 1 });
		}
	}
	return value;
}

/** A value as text, blanks around it and control characters left out; '' for nothing. @throws {InvalidInputError} for what is no text */
export function textOf(value: unknown, field: string): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return withoutControls(value).trim();
	if (typeof value === 'boolean' || typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
	if (typeof value === 'object' && isMoment(value)) return (value instanceof Date ? value.toISOString() : value.toISO()) ?? '';
	throw refuse(field, `must be a text, and ${Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : 'something else'} was given`);
}
