import { join } from 'node:path';

import { entries } from '../../bench/entries';
import type { Contender, Entry } from '../../bench/entry';
import type { EntryResult } from '../../bench/result';
import { chooseEntries, quickEntries, runBench } from '../../bench/run-bench';
import { asMarkdown, asText } from '../../bench/tables';

/* The frame of `npm run bench` and all its entries, as `--quick` runs them. No test here looks at a time. */

const root = join(__dirname, '..', '..');

async function run(some: readonly Entry[], options: { quick: boolean; rounds?: number }): Promise<EntryResult[]> {
	const results: EntryResult[] = [];
	await runBench(some, { root, peers: !options.quick, ...options, today: '2026-01-15', say: () => undefined, done: (result) => results.push(result) });
	return results;
}

const steady = (name: string, kind: Contender['kind'], ms: readonly number[], turns: string[]): Contender => ({
	name,
	kind,
	does: 'nothing',
	prepare: async () => {
		let round = 0;
		return {
			round: async () => {
				turns.push(name);
				return { operations: 10, ms: ms[round++] ?? Number.NaN, also: { 'p99, ms': 7 } };
			},
			close: async () => void turns.push(`${name} closed`),
		};
	},
});

const frameEntry = (turns: string[]): Entry => ({
	name: 'frame',
	question: 'Does the frame measure?',
	unit: 'per second',
	sizeOf: 'things',
	sizes: [5],
	quickSize: 1,
	contenders: [steady('Deal Desk', 'ours', [99, 10, 20, 40], turns), steady('other', 'peer', [99, 40, 40, 40], turns)],
	goals: [{ title: 'twice the other', reckon: (figure) => figure('Deal Desk', 5) / figure('other', 5), atLeast: 2 }],
});

it('contenders are measured in turns, the first round is not counted, and figures are medians with their spread', async () => {
	const turns: string[] = [];
	const [result] = await run([frameEntry(turns)], { quick: false, rounds: 3 });
	expect(turns.slice(2, 6)).toEqual(['Deal Desk', 'other', 'other', 'Deal Desk']);
	expect(turns.slice(-2)).toEqual(['Deal Desk closed', 'other closed']);
	expect(result?.rows.map(({ contender, figure }) => [contender, figure])).toEqual([
		['Deal Desk', { median: 500, least: 250, most: 1_000 }],
		['other', { median: 250, least: 250, most: 250 }],
	]);
	expect(result?.goals).toEqual([{ title: 'twice the other', wanted: '≥ 2', value: 2, reached: true }]);
	expect(asText(result!)).toContain('2.00×');
	expect(asMarkdown(result!)).toContain('| 5 | other | 250 | 250–250 | 2.00× | 7.00 |');
});

it('the quick form measures no peers and one tiny size', async () => {
	const [result] = await run([frameEntry([])], { quick: true });
	expect(result?.rows.map(({ contender, size }) => [contender, size])).toEqual([['Deal Desk', 1]]);
});

it('an unknown entry is refused with the names there are', () => {
	expect(() => chooseEntries(entries, ['nothing-like-it'])).toThrow(/timers-arm-one-sqlite/);
});

it('every entry has a name of its own and runs in its quick form', async () => {
	expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
	const quick = quickEntries(entries);
	const results = await run(quick, { quick: true });
	expect(results.map(({ name }) => name)).toEqual(quick.map(({ name }) => name));
	for (const { rows } of results) for (const { figure } of rows) expect(figure.median).toBeGreaterThan(0);
}, 600_000);
