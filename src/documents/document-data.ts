/**
 * Values for the tags of a template. `null` means "known to be absent": a section on it is skipped, printing it is a fault.
 * A record is both a group of dotted names and a section; an array repeats its section.
 */
export type DocumentValue = string | number | boolean | null | DocumentData | readonly DocumentData[];

export interface DocumentData {
	readonly [name: string]: DocumentValue;
}

/** `client.bank.bic` inside a scope, `undefined` when there is no such name. Own names only: `{constructor}` finds nothing. */
export function lookUp(scope: unknown, path: string): unknown {
	if (path === '.') return scope;
	let value: unknown = scope;
	for (const name of path.split('.')) {
		if (value === null) return null;
		if (typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
		value = (value as Record<string, unknown>)[name];
	}
	return value;
}
