import type { Sample, Unit } from './entry';

export interface Spread {
	readonly median: number;
	readonly least: number;
	readonly most: number;
}

export function figureOf(sample: Sample, unit: Unit): number {
	const each = sample.ms / sample.operations;
	switch (unit) {
		case 'per second':
			return 1_000 / each;
		case 'µs':
			return each * 1_000;
		case 'ms':
			return each;
		case 's':
			return each / 1_000;
	}
}

/** @param values at least one */
export function spreadOf(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (index: number) => sorted[index] as number;
	const middle = Math.floor(sorted.length / 2);
	return { median: sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2, least: at(0), most: at(sorted.length - 1) };
}

/** How many times as good `ours` is as `theirs`: above 1, we are ahead. */
export const timesAsGood = (ours: number, theirs: number, unit: Unit): number => (unit === 'per second' ? ours / theirs : theirs / ours);
