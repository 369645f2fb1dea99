import type { Queryable, SqlRow } from '../../src/store/database';

/** What a run leaves behind, and what is known of it from outside the database. */
export interface Evidence {
	readonly query: Queryable;
	/** Requests that were accepted, with the lead that each was answered with. */
	readonly accepted: ReadonlyMap<number, number>;
	readonly timersEach: number;
	/** Keys of the things that really happened behind the gate, in order, as often as they happened. */
	readonly outside: readonly string[];
}

/** Looks at one promise and says in words where it was broken; nothing when it was kept. */
export type Check = (evidence: Evidence) => Promise<string[]>;

/** A promise broken a thousand times is one defect: so many examples are enough. */
const EXAMPLES = 5;

/** One violation a row, the first few of them. */
export function violations(rows: readonly SqlRow[], words: (row: SqlRow) => string): string[] {
	const said = rows.slice(0, EXAMPLES).map(words);
	return rows.length > EXAMPLES ? [...said, `… and ${rows.length - EXAMPLES} more of the kind`] : said;
}
