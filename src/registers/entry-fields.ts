import { parseIsoDate } from '../calendar/iso-date';
import type { InputFault } from '../errors';
import type { EntryFields, FieldValue, RegisterDefinition, RegisterField } from './register';

export interface CheckedFields {
	/** Only the fields that were given, in their stored form. */
	readonly values: EntryFields;
	readonly faults: readonly InputFault[];
}

type Reading = { readonly value: FieldValue } | { readonly reason: string };

const shown = (value: unknown): string => `"${String(value)}"`;

/** Characters nobody means to send; PostgreSQL refuses the first of them. Tab and line breaks stay. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A text as it is kept: without control characters and outer spaces; null when nothing is left. */
export function keptText(value: string | null | undefined): string | null {
	return value?.replace(CONTROL, '').trim() || null;
}

// Forms and spreadsheets hand numbers over as text and track numbers as numbers; meaning decides, not the JSON type.
const readers: Readonly<Record<RegisterField['type'], (value: unknown) => Reading>> = {
	text: (value) => (typeof value === 'string' ? { value: keptText(value) } : typeof value === 'number' ? { value: String(value) } : { reason: 'must be a text' }),
	date: (value) => (parseIsoDate(value) === undefined ? { reason: `${shown(value)} is not a date; write year-month-day, for example 2026-04-30` } : { value: String(value) }),
	number: (value) => {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		return typeof number === 'number' && Number.isFinite(number) ? { value: number } : { reason: `${shown(value)} is not a number` };
	},
	boolean: (value) => {
		if (value === true || value === 'true') return { value: true };
		if (value === false || value === 'false') return { value: false };
		return { reason: `${shown(value)} is neither true nor false` };
	},
};

function readField(field: RegisterField, value: unknown): Reading {
	if (value === null || value === undefined || value === '') return { value: null };
	return readers[field.type](value);
}

/** Reads the fields a sender gave (R-REG-1): unknown codes and values of the wrong type are all listed. */
export function readFields(definition: RegisterDefinition, given: Readonly<Record<string, unknown>>): CheckedFields {
	const values: Record<string, FieldValue> = {};
	const faults: InputFault[] = [];
	for (const [code, value] of Object.entries(given)) {
		const field = definition.fields.find((candidate) => candidate.code === code);
		if (!field) {
			faults.push({ field: code, reason: `«${definition.title}» has no such field; it has ${definition.fields.map((known) => known.code).join(', ')}` });
			continue;
		}
		const reading = readField(field, value);
		if ('reason' in reading) faults.push({ field: code, reason: reading.reason });
		else values[code] = reading.value;
	}
	return { values, faults };
}

/** Fields that must not be empty while an entry is in this status. */
export function missingFields(definition: RegisterDefinition, status: string, values: EntryFields): InputFault[] {
	const title = definition.statuses.find((candidate) => candidate.code === status)?.title ?? status;
	return definition.fields
		.filter((field) => field.required || field.requiredIn?.includes(status))
		.filter((field) => (values[field.code] ?? null) === null)
		.map((field) => ({ field: field.code, reason: field.required ? `«${field.title}» must be filled in` : `«${field.title}» must be filled in for the status "${title}"` }));
}
