import type { FieldValue } from './input-reader';

/** What a change of a record comes to: only the fields that really differ, with both values for the journal. */
export interface Changes<T> {
	readonly values: Partial<T>;
	readonly changed: readonly string[];
	readonly before: Readonly<Record<string, unknown>>;
	readonly after: Readonly<Record<string, unknown>>;
}

/** Compares by content, so that writing the same value again changes nothing and makes no event. */
export function changesOf<T extends object>(record: T, wanted: Partial<T>): Changes<T> {
	const differing = (Object.entries(wanted) as Array<[keyof T & string, T[keyof T]]>).filter(([field, value]) => JSON.stringify(record[field]) !== JSON.stringify(value));
	return {
		values: Object.fromEntries(differing) as Partial<T>,
		changed: differing.map(([field]) => field),
		before: Object.fromEntries(differing.map(([field]) => [field, record[field]])),
		after: Object.fromEntries(differing),
	};
}

type Fields = Readonly<Record<string, FieldValue>>;

/** Given fields over the present ones; a field that is not named stays. Null empties a field but keeps its name for texts. */
export function mergeFields(present: Fields, given: Fields): Record<string, FieldValue> {
	return { ...present, ...given };
}
