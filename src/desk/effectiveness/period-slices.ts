import { breathe } from '../../breathe';
import type { StatPeriod } from '../../reports/effectiveness';
import { DAY_MS } from '../../milliseconds';

/** Parts of a slice at the least: a machine that is slow for another reason must not be asked a thousand times. */
const MOST_CUTS = 8;
/** A period of many years is not cut finer than this at first, or the statements themselves would cost more than what they read. */
const MOST_SLICES = 400;
/** SQLite holds the event loop while a statement runs; n8n has others to answer. */
const LONGEST_STRETCH_MS = 15;

/**
 * Asks about a period slice by slice and lets the event loop turn in between: a day at a time, less for as long as that holds it,
 * as in a month of 200 000 payments. What is found does not depend on how it was cut.
 * @param stopwatch ms that the loop was held, of which only differences count; one that stands still where a database works elsewhere
 */
export async function bySlices<T>({ from, to }: StatPeriod, ask: (slice: StatPeriod) => Promise<readonly T[]>, stopwatch: () => number): Promise<T[]> {
	const longest = Math.max(DAY_MS, Math.ceil((to - from) / MOST_SLICES));
	let length = longest;
	const found: T[] = [];
	for (let start = from; start < to; ) {
		const end = Math.min(to, start + length);
		const begun = stopwatch();
		for (const one of await ask({ from: start, to: end })) found.push(one);
		const held = stopwatch() - begun;
		if (held > LONGEST_STRETCH_MS) length = Math.ceil(Math.max(length / 2, longest / MOST_CUTS));
		else if (held < LONGEST_STRETCH_MS / 4) length = Math.min(length * 2, longest);
		start = end;
		await breathe();
	}
	return found;
}
