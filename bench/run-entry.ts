import type { Contender, Entry, Goal, Ready, Sample } from './entry';
import type { Machine } from './machine';
import { openPlace } from './place';
import type { PlaceSource } from './place';
import type { EntryResult, GoalOutcome, Row } from './result';
import { figureOf, spreadOf } from './statistics';

const USUAL_ROUNDS = 7;
const QUICK_ROUNDS = 2;

export interface RunOptions {
	/** Tiny sizes, few rounds: shows that the entry works, not how fast. */
	readonly quick: boolean;
	/** Whether the peers are measured too. */
	readonly peers: boolean;
	/** Counted rounds, instead of the entry's own. */
	readonly rounds?: number;
	readonly source: PlaceSource;
	readonly machine: Machine;
	readonly today: string;
	/** Told what is being done. */
	readonly say: (line: string) => void;
}

interface Lane {
	readonly contender: Contender;
	readonly ready: Ready;
	readonly samples: Sample[];
}

function rowOf({ contender, samples }: Lane, size: number, entry: Entry): Row {
	const also = Object.keys(samples[0]?.also ?? {});
	return {
		contender: contender.name,
		kind: contender.kind,
		does: contender.does,
		size,
		figure: spreadOf(samples.map((sample) => figureOf(sample, entry.unit))),
		also: Object.fromEntries(also.map((name) => [name, spreadOf(samples.map((sample) => sample.also?.[name] ?? Number.NaN))])),
		rounds: samples.length,
	};
}

/** All contenders at one size: set up first, then measured in turns, so that a slow minute of the machine hits all of them. */
async function runSize(entry: Entry, contenders: readonly Contender[], size: number, options: RunOptions): Promise<Row[]> {
	const place = openPlace(options.source);
	const lanes: Lane[] = [];
	try {
		for (const contender of contenders) {
			options.say(`  ${size.toLocaleString('en')} ${entry.sizeOf}: preparing ${contender.name}`);
			lanes.push({ contender, ready: await contender.prepare(size, place), samples: [] });
		}
		// The first round warms caches and plans up and is not counted.
		if (entry.warmUp ?? true) for (const { ready } of lanes) await ready.round();
		const rounds = options.rounds ?? (options.quick ? QUICK_ROUNDS : (entry.rounds ?? USUAL_ROUNDS));
		for (let round = 0; round < rounds; round++) {
			// Each round begins with another contender: nobody always follows the same neighbour.
			for (let turn = 0; turn < lanes.length; turn++) {
				const lane = lanes[(round + turn) % lanes.length] as Lane;
				lane.samples.push(await lane.ready.round());
			}
		}
		return lanes.map((lane) => rowOf(lane, size, entry));
	} finally {
		for (const { ready } of lanes) await ready.close();
		await place.remove();
	}
}

function outcomeOf(goal: Goal, rows: readonly Row[]): GoalOutcome {
	const value = goal.reckon((contender, size, further) => {
		const row = rows.find((one) => one.contender === contender && one.size === size);
		if (!row) throw new Error(`The goal "${goal.title}" asks for "${contender}" at ${size}, which was not measured`);
		const spread = further === undefined ? row.figure : row.also[further];
		if (!spread) throw new Error(`The goal "${goal.title}" asks for "${further}", which was not measured`);
		return spread.median;
	});
	const wanted = [...(goal.atLeast === undefined ? [] : [`≥ ${goal.atLeast}`]), ...(goal.atMost === undefined ? [] : [`≤ ${goal.atMost}`])].join(', ');
	return { title: goal.title, wanted, value, reached: value >= (goal.atLeast ?? Number.NEGATIVE_INFINITY) && value <= (goal.atMost ?? Number.POSITIVE_INFINITY) };
}

export async function runEntry(entry: Entry, options: RunOptions): Promise<EntryResult> {
	options.say(`${entry.name}: ${entry.question}`);
	const contenders = entry.contenders.filter(({ kind }) => options.peers || kind !== 'peer');
	const rows: Row[] = [];
	for (const size of options.quick ? [entry.quickSize] : entry.sizes) rows.push(...(await runSize(entry, contenders, size, options)));
	return {
		name: entry.name,
		question: entry.question,
		unit: entry.unit,
		sizeOf: entry.sizeOf,
		remarks: entry.remarks ?? null,
		rows,
		// Goals are about the sizes and peers of a full run.
		goals: options.quick || !options.peers ? [] : (entry.goals ?? []).map((goal) => outcomeOf(goal, rows)),
		machine: options.machine,
		date: options.today,
	};
}
