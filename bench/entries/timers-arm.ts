import { armTimer, armTimers } from '../../src/timers/timers';
import type { Contender, Entry } from '../entry';
import { lastly } from '../../src/store/database';
import { timed } from '../entry';
import { openBare } from '../timers/bare';
import { ourGoals } from '../timers/goals';
import { openGraphile, openPgBoss } from '../timers/peers';
import { fillWithTimers, inBatches, LATER, NOW, onBoth, openStore, range, timerAt } from '../timers/store';
import type { Driver } from '../timers/store';

const SIZE = 100_000;
/** Timers armed in one round. */
const ONE_BY_ONE = 1_000;
const BATCH = 1_000;
const BATCHES = 5;

/** What every contender can do: arm one, arm many; instants in ms. */
interface Arming {
	readonly one: (dueAt: number) => Promise<unknown>;
	readonly many: (dueAts: readonly number[]) => Promise<unknown>;
	close(): Promise<void>;
}
type Open = (size: number, place: Parameters<Contender['prepare']>[1]) => Promise<Arming>;

const dealDesk =
	(driver: Driver): Open =>
	async (size, place) => {
		const database = await openStore(driver, place);
		await fillWithTimers(database, size);
		let last = size;
		return {
			one: async (dueAt) => await database.transaction(async (tx) => await armTimer(tx.last, timerAt(++last, dueAt), NOW)),
			many: async (dueAts) => await database.transaction(async (tx) => await armTimers(lastly(tx), dueAts.map((dueAt) => timerAt(++last, dueAt)), NOW)),
			close: async () => await database.close(),
		};
	};

const bare =
	(driver: Driver): Open =>
	async (size, place) => {
		const timers = await openBare[driver](place);
		await timers.fill(size, LATER);
		return { one: timers.arm, many: timers.armMany, close: timers.close };
	};

const peer =
	(open: typeof openPgBoss | typeof openGraphile): Open =>
	async (size, place) => {
		const queue = await open(place);
		await inBatches(size, async (from, to) => await queue.armMany(range(from, to).map((n) => new Date(LATER + n))));
		await queue.analyse();
		return { one: async (dueAt) => await queue.arm(new Date(dueAt)), many: async (dueAts) => await queue.armMany(dueAts.map((dueAt) => new Date(dueAt))), close: queue.close };
	};

/** One after the other, or in batches. */
type Manner = 'one' | 'many';

const contender = (name: string, kind: Contender['kind'], does: string, manner: Manner, open: Open): Contender => ({
	name,
	kind,
	does,
	prepare: async (size, place) => {
		const { one, many, close } = await open(size, place);
		let dueAt = LATER + size;
		const singles = Math.min(ONE_BY_ONE, size);
		const batch = Math.min(BATCH, size);
		const round = {
			one: async () =>
				await timed(singles, async () => {
					for (let n = 0; n < singles; n++) await one(++dueAt);
				}),
			many: async () => {
				const dueAts = range(0, BATCHES).map((n) => range(dueAt + n * batch, dueAt + (n + 1) * batch));
				dueAt += BATCHES * batch;
				return await timed(BATCHES * batch, async () => {
					for (const some of dueAts) await many(some);
				});
			},
		};
		return { round: round[manner], close };
	},
});

const contenders = (driver: Driver, manner: Manner): Contender[] => [
	contender('Deal Desk', 'ours', `a transaction that arms ${manner === 'one' ? 'one guarded timer' : `${BATCH} guarded timers`} (subject, state, cycle, one pending timer per owner; 3 indexes)`, manner, dealDesk(driver)),
	contender('bare statement', 'limit', 'one insert into a table with an index on the due instant, committed by itself', manner, bare(driver)),
	...(driver === 'sqlite'
		? []
		: [
				contender('pg-boss', 'peer', manner === 'one' ? 'send with startAfter' : 'insert with startAfter, ids answered', manner, peer(openPgBoss)),
				contender('graphile-worker', 'peer', manner === 'one' ? 'addJob with runAt' : 'addJobs with runAt', manner, peer(openGraphile)),
			]),
];

const common = { unit: 'per second', sizeOf: 'timers armed', sizes: [SIZE / 100, SIZE / 10, SIZE], quickSize: 50 } as const;

const oneRemarks = 'On PostgreSQL a transaction of ours is one round trip and one flush to the disk, as the bare statement is: begin and commit travel with the insert. In the package a timer is armed in the transaction of the change that asks for it.';
const batchRemarks = 'The bare table has 4 columns and one index, ours 16 columns and three, one of them unique (one pending timer per owner), one empty unless nobody listens.';

export const armEntries: readonly Entry[] = [
	...onBoth((driver) => ({ ...common, name: 'timers-arm-one', question: 'How many timers are armed, each in a transaction of its own?', contenders: contenders(driver, 'one'), remarks: oneRemarks, goals: ourGoals(driver, SIZE) })),
	...onBoth((driver) => ({ ...common, name: 'timers-arm-batch', question: `How many timers are armed, ${BATCH.toLocaleString('en')} in one transaction?`, contenders: contenders(driver, 'many'), remarks: batchRemarks, goals: ourGoals(driver, SIZE) })),
];
