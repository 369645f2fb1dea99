import type { Kill } from './crew';
import type { RunLine } from './messages';

/** How long it took until what a killed process had in hand was in hand of another one, ms. */
export interface Recovery {
	readonly deliveries: number;
	readonly maxMs: number;
	readonly p99Ms: number;
}

/** What was killed this often in a row waits longer each time, on purpose (journal/backoff.ts): that is no measure of recovery. */
const MOST_ATTEMPTS = 2;

interface InHand {
	readonly id: number;
	readonly attempt: number;
}

/** What each worker had in hand when it was killed: runs that began and never ended. */
function abandoned(lines: readonly RunLine[], killed: ReadonlySet<string>): Map<string, readonly InHand[]> {
	const inHand = new Map<string, readonly InHand[]>();
	for (const { what, worker, deliveries } of lines) {
		if (!killed.has(worker)) continue;
		const ids = new Set(deliveries.map(({ id }) => id));
		const held = (inHand.get(worker) ?? []).filter(({ id }) => !ids.has(id));
		inHand.set(worker, what === 'begin' ? [...held, ...deliveries] : held);
	}
	return inHand;
}

/** The time from each kill to the moment at which another run began with what was abandoned. */
export function recoveryOf(lines: readonly RunLine[], kills: readonly Kill[]): Recovery {
	const killedAt = new Map(kills.map(({ worker, at }) => [worker, at]));
	const begins = new Map<number, number[]>();
	for (const { what, at, deliveries } of lines) {
		if (what === 'begin') for (const { id } of deliveries) begins.set(id, [...(begins.get(id) ?? []), at]);
	}
	const times = [...abandoned(lines, new Set(killedAt.keys()))]
		.flatMap(([worker, held]) => held.filter(({ attempt }) => attempt <= MOST_ATTEMPTS).map(({ id }) => ({ id, since: killedAt.get(worker) ?? 0 })))
		.flatMap(({ id, since }) => {
			const again = begins.get(id)?.find((at) => at > since);
			// None: its verdict was saved in the very moment, or its subject had moved on.
			return again === undefined ? [] : [again - since];
		})
		.sort((a, b) => a - b);
	return { deliveries: times.length, maxMs: times.at(-1) ?? 0, p99Ms: times[Math.max(0, Math.ceil(times.length * 0.99) - 1)] ?? 0 };
}
