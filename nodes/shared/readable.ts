import type { IDataObject } from 'n8n-workflow';

/** Instants end in `At` or `Since` everywhere in this package (docs/architecture.md, Naming), `at` and `since` being the shortest. */
const INSTANT = /(?:^at|^since|At|Since)$/;

function readableValue(name: string, value: unknown): unknown {
	if (typeof value === 'number' && INSTANT.test(name)) return new Date(value).toISOString();
	if (value instanceof Uint8Array) return undefined;
	if (Array.isArray(value)) return value.map((one) => readableValue('', one));
	return typeof value === 'object' && value !== null ? readable(value) : value;
}

/** A record as people and expressions read it: the same fields, with instants as ISO 8601 in UTC. Bytes are left out. */
export function readable(value: object): IDataObject {
	const entries = Object.entries(value).map(([name, field]) => [name, readableValue(name, field)] as const);
	return Object.fromEntries(entries.filter(([, field]) => field !== undefined)) as IDataObject;
}
