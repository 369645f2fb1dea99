import { systemCall } from '../../src/call';
import { Workspace } from '../../src/desk/workspace';
import type { Delivery, Verdict } from '../../src/desk/runtime/listen';
import type { Database } from '../../src/store/database';
import type { Contender, Entry, Ready } from '../entry';
import { timed } from '../entry';
import { openBare } from '../timers/bare';
import { appendSteps, listenAndWatch, pumpOf } from '../timers/due-work';
import { ourGoals } from '../timers/goals';
import { openGraphile, openPgBoss } from '../timers/peers';
import { analyse, fillWithTimers, inBatches, LATER, NOW, onBoth, openStore, range } from '../timers/store';
import type { Driver } from '../timers/store';

const SIZE = 100_000;
/** With --quick less falls due than one really measures. */
const MOST_OF_SIZE = 5;

interface Manner {
	/** Most claimed at once. */
	readonly atOnce: number;
	/** Due in one round. */
	readonly due: number;
}
const byHundreds: Manner = { atOnce: 100, due: 5_000 };
const oneByOne: Manner = { atOnce: 1, due: 300 };

type Run = (deliveries: readonly Delivery[]) => Promise<Verdict>;
const succeed: Run = async () => ({ kind: 'succeeded' });

/** Each delivery has an effect with nothing in it, so that what is measured is the ledger. */
const oneEffectEach = (database: Database): Run => {
	const workspace = new Workspace(database, 'live');
	return async (deliveries) => {
		for (const { id } of deliveries) await workspace.effect({ ...systemCall('bench', `delivery ${id}`), deliveryId: id }, 'notification', async () => null);
		return { kind: 'succeeded' };
	};
};

const dealDesk = (driver: Driver, { atOnce, due }: Manner, name: string, does: string, runOn: (database: Database) => Run): Contender => ({
	name,
	kind: 'ours',
	does,
	prepare: async (size, place): Promise<Ready> => {
		const database = await openStore(driver, place);
		await listenAndWatch(database);
		await fillWithTimers(database, size);
		const perRound = Math.min(due, MOST_OF_SIZE * size);
		let done = 0;
		const run = runOn(database);
		const pump = pumpOf(database, atOnce, async (deliveries) => {
			done += deliveries.length;
			return await run(deliveries);
		});
		// A workspace that has worked before: of tables that were empty when it looked, PostgreSQL keeps plans for empty tables.
		await appendSteps(database, perRound);
		await pump.drain();
		await analyse(database);
		return {
			round: async () => {
				await appendSteps(database, perRound);
				done = 0;
				const sample = await timed(perRound, async () => await pump.drain());
				if (done !== perRound) throw new Error(`Of ${perRound} deliveries ${done} were handed out`);
				return sample;
			},
			close: async () => await database.close(),
		};
	},
});

const bare = (driver: Driver, { atOnce, due }: Manner): Contender => ({
	name: 'bare statement',
	kind: 'limit',
	does: 'one update that takes due rows, one that completes them; each commits by itself',
	prepare: async (size, place) => {
		const timers = await openBare[driver](place);
		await timers.fill(size, LATER);
		const perRound = Math.min(due, MOST_OF_SIZE * size);
		return {
			round: async () => {
				await timers.armMany(range(0, perRound).map((n) => NOW - perRound + n));
				return await timed(perRound, async () => {
					for (;;) {
						const ids = await timers.claim(NOW, atOnce);
						if (ids.length === 0) return;
						await timers.complete(ids);
					}
				});
			},
			close: timers.close,
		};
	},
});

/** A second ago by the machine's clock, which peers go by. */
const dueNow = (count: number): Date[] => range(0, count).map((n) => new Date(Date.now() - 1_000 - n));

const pgBoss = ({ atOnce, due }: Manner): Contender => ({
	name: 'pg-boss',
	kind: 'peer',
	does: 'fetch and complete',
	prepare: async (size, place) => {
		const queue = await openPgBoss(place);
		await inBatches(size, async (from, to) => await queue.armMany(range(from, to).map((n) => new Date(LATER + n))));
		await queue.analyse();
		return {
			round: async () => {
				await queue.armMany(dueNow(due));
				return await timed(due, async () => {
					for (;;) {
						const ids = await queue.claim(atOnce);
						if (ids.length === 0) return;
						await queue.complete(ids);
					}
				});
			},
			close: queue.close,
		};
	},
});

const graphile = ({ atOnce, due }: Manner): Contender => ({
	name: 'graphile-worker',
	kind: 'peer',
	does: `its runner with an empty task${atOnce > 1 ? `, local queue of ${atOnce}, completion in batches, over several connections at once` : ''}, from the first task to the last row that is gone`,
	prepare: async (size, place) => {
		const queue = await openGraphile(place);
		await inBatches(size, async (from, to) => await queue.armMany(range(from, to).map((n) => new Date(LATER + n))));
		await queue.analyse();
		return {
			round: async () => {
				await queue.armMany(dueNow(due));
				return { operations: due, ms: await queue.workOff(due, atOnce) };
			},
			close: queue.close,
		};
	},
});

const contenders = (driver: Driver, manner: Manner): Contender[] => [
	dealDesk(driver, manner, 'Deal Desk', 'the pump of a trigger: claim under a lease with a fencing token, look at the guards (escalation, state, cycle), hand out whole events, acknowledge', () => succeed),
	dealDesk(driver, manner, 'Deal Desk, an effect each', 'the same, and for each delivery a transaction with a key in the effect ledger and the last look at the guards', oneEffectEach),
	bare(driver, manner),
	...(driver === 'sqlite' ? [] : [pgBoss(manner), graphile(manner)]),
];

const common = { unit: 'per second', sizeOf: 'timers armed behind', sizes: [SIZE / 100, SIZE / 10, SIZE], quickSize: 50 } as const;

export const claimEntries: readonly Entry[] = [
	...onBoth((driver) => ({ ...common, name: 'claim-by-100', question: 'How many due things are claimed and completed, 100 at once?', contenders: contenders(driver, byHundreds), goals: ourGoals(driver, SIZE) })),
	...onBoth((driver) => ({ ...common, name: 'claim-one', question: 'How many due things are claimed and completed, one by one?', contenders: contenders(driver, oneByOne), goals: ourGoals(driver, SIZE) })),
];
