import type { Place } from './place';

/** How a figure is said. `per second` is better when higher, the others when lower. */
export type Unit = 'per second' | 'µs' | 'ms' | 's';

/** What one round measured. */
export interface Sample {
	/** How many times the thing asked about was done. */
	readonly operations: number;
	/** How long all of them took, ms. */
	readonly ms: number;
	/** Further figures of the round, each shown in a column of its own by this name, e.g. `{ 'p99, ms': 21 }`. */
	readonly also?: Readonly<Record<string, number>>;
}

/** A contender that is set up and ready to be measured. */
export interface Ready {
	/** One measured round. What is not asked about (filling up, clearing away) happens outside of its stopwatch, see {@link timed}. */
	round(): Promise<Sample>;
	/** Closes connections and ends processes; folders and databases of the place are removed by the frame. */
	close(): Promise<void>;
}

/**
 * `ours` is Deal Desk; `limit` does the same with nothing around it (a bare statement), to say how far there is to go;
 * `peer` is another project, installed from bench/package.json, and is left out with --quick.
 */
export type ContenderKind = 'ours' | 'limit' | 'peer';

export interface Contender {
	readonly name: string;
	readonly kind: ContenderKind;
	/** Exactly what is inside the stopwatch, for whoever compares. */
	readonly does: string;
	prepare(size: number, place: Place): Promise<Ready>;
}

/** Something that should hold. It is printed beside the table and never fails a run: time belongs to the machine. */
export interface Goal {
	readonly title: string;
	/** @param figure the median of a contender (by name) at a size, in the entry's unit; or of one of its further figures, by name */
	reckon(figure: (contender: string, size: number, further?: string) => number): number;
	readonly atLeast?: number;
	readonly atMost?: number;
}

/** One question, asked of several contenders at several sizes. */
export interface Entry {
	/** As given on the command line: lower case, digits, hyphens. */
	readonly name: string;
	readonly question: string;
	readonly unit: Unit;
	/** What is said of a size, e.g. `timers armed`. */
	readonly sizeOf: string;
	readonly sizes: readonly number[];
	/** The one size of --quick: so small that the entry takes well under a second. */
	readonly quickSize: number;
	readonly contenders: readonly Contender[];
	readonly goals?: readonly Goal[];
	/** It starts an n8n: with --quick it runs only when it is named. */
	readonly needsN8n?: boolean;
	/** Counted rounds; default 7. Take fewer where a round lasts long. */
	readonly rounds?: number;
	/** Whether a first round is run and not counted; default true. */
	readonly warmUp?: boolean;
	/** What a reader must know to understand the figures: what is included, where the limit lies. */
	readonly remarks?: string;
}

/** Does `work` and says how long it took. */
export async function timed(operations: number, work: () => Promise<unknown>): Promise<Sample> {
	const begun = performance.now();
	await work();
	return { operations, ms: performance.now() - begun };
}
