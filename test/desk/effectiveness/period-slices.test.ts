import * as fc from 'fast-check';
import { bySlices } from '../../../src/desk/effectiveness/period-slices';
import type { StatPeriod } from '../../../src/reports/effectiveness';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A stopwatch that shows another `ms` each time a slice has been asked for. */
function stopwatchOf(ms: (slice: number) => number): () => number {
	let looks = 0;
	let shows = 0;
	return () => {
		looks += 1;
		if (looks % 2 === 0) shows += ms(looks / 2 - 1);
		return shows;
	};
}

it('R-STAT-1, R-CORE-6: a month that is read at once is read day by day', async () => {
	const slices = await bySlices({ from: 0, to: 3 * DAY }, async (slice) => await Promise.resolve([slice]), stopwatchOf(() => 1));
	expect(slices).toEqual([
		{ from: 0, to: DAY },
		{ from: DAY, to: 2 * DAY },
		{ from: 2 * DAY, to: 3 * DAY },
	]);
});

const lengthsOf = async (days: number, ms: (slice: number) => number): Promise<number[]> =>
	(await bySlices({ from: 0, to: days * DAY }, async (slice) => await Promise.resolve([slice]), stopwatchOf(ms))).map(({ from, to }) => (to - from) / HOUR);

it('R-STAT-1, R-CORE-6: where a day holds the event loop for long, less than a day is read at a time, but not ever less', async () => {
	const lengths = await lengthsOf(3, () => 60);
	expect(lengths.slice(0, 5)).toEqual([24, 12, 6, 3, 3]);
	expect(lengths.slice(3).every((length) => length === 3)).toBe(true);
});

it('R-STAT-1, R-CORE-6: a machine that was slow for a moment is soon asked for whole days again', async () => {
	expect(await lengthsOf(4, (slice) => (slice < 2 ? 60 : 1))).toEqual([24, 12, 6, 12, 24, 18]);
});

it('R-STAT-1: however a period is cut, every instant of it is asked about once and in order', async () => {
	const period = fc.record({ from: fc.integer({ min: 0, max: 50 * DAY }), days: fc.double({ min: 0.0001, max: 900, noNaN: true }) });
	await fc.assert(
		fc.asyncProperty(period, fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 20 }), async ({ from, days }, times) => {
			const to = from + Math.ceil(days * DAY);
			const slices: StatPeriod[] = await bySlices({ from, to }, async (slice) => await Promise.resolve([slice]), stopwatchOf((slice) => times[slice % times.length] as number));
			expect(slices.every((slice) => slice.to > slice.from)).toBe(true);
			expect(slices.map((slice) => slice.from)).toEqual([from, ...slices.slice(0, -1).map((slice) => slice.to)]);
			expect(slices.at(-1)?.to).toBe(to);
		}),
		{ numRuns: 30 },
	);
});
