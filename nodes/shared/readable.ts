import type { IDataObject } from 'n8n-workflow';

/** Instants end in `At` or `Since` everywhere in this package (docs/architecture.md, Naming), `at` and `since` being the shortest. */
const INSTANT = /(?:^at|^since|At|Since)$/;

function readableValue(name: string, value: unknown): unknown {
	if (typeof value === 'number') return INSTANT.test(name) ? new Date(value).toISOString() : value;
	if (typeof value !== 'object' || value === null) return value;
	if (value instanceof Uint8Array) return undefined;
	return Array.isArray(value) ? value.map((one) => readableValue('', one)) : readable(value);
}

/** A record as people and expressions read it: the same fields, with instants as ISO 8601 in UTC. Bytes are left out. */
export function readable(value: object): IDataObject {
	// A copy in which few fields change: a sweep puts out thousands of records at once, and made field by field they would hold the event loop for long.
	const json: Record<string, unknown> = { ...value };
	for (const name of Object.keys(json)) {
		const field = json[name];
		const shown = readableValue(name, field);
		if (shown === undefined) Reflect.deleteProperty(json, name);
		else if (shown !== field) json[name] = shown;
	}
	return json as IDataObject;
}
