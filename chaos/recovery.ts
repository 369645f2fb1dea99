import type { Kill } from './crew';
import type { RunLine } from './messages';

/** How long it took until what a killed process had in hand was in hand of another one, ms. */
export interface Recovery {
	readonly deliveries: number;
	readonly maxMs: number;
	readonly p99Ms: number;
}

interface InHand {
	readonly delivery: number;
	readonly since: number;
}

/** What each worker had in hand when it was killed: runs that began and never ended. */
function abandoned(lines: readonly RunLine[], kills: readonly Kill[]): InHand[] {
	const killedAt = new Map(kills.map(({ worker, at }) => [worker, at]));
	const inHand = new Map<string, ReadonlySet<number>>();
	for (const { what, worker, deliveries } of lines) {
		if (!killedAt.has(worker)) continue;
		const held = new Set(inHand.get(worker));
		for (const id of deliveries) {
			if (what === 'begin') held.add(id);
			else held.delete(id);
		}
		inHand.set(worker, held);
	}
	return [...inHand].flatMap(([worker, held]) => [...held].map((delivery) => ({ delivery, since: killedAt.get(worker) ?? 0 })));
}

/** The time from each kill to the moment at which another run began with what was abandoned. */
export function recoveryOf(lines: readonly RunLine[], kills: readonly Kill[]): Recovery {
	const begins = new Map<number, number[]>();
	for (const { what, at, deliveries } of lines) {
		if (what === 'begin') for (const id of deliveries) begins.set(id, [...(begins.get(id) ?? []), at]);
	}
	const times = abandoned(lines, kills)
		.flatMap(({ delivery, since }) => {
			const again = begins.get(delivery)?.find((at) => at > since);
			// None: its verdict was saved in the very moment, or its subject had moved on.
			return again === undefined ? [] : [again - since];
		})
		.sort((a, b) => a - b);
	return { deliveries: times.length, maxMs: times.at(-1) ?? 0, p99Ms: times[Math.max(0, Math.ceil(times.length * 0.99) - 1)] ?? 0 };
}
