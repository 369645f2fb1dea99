import { lastly } from '../../src/store/database';
import { settleTimers } from '../../src/timers/due';
import { armTimers, cancelTimersOf } from '../../src/timers/timers';
import type { Contender, Entry } from '../entry';
import { timed } from '../entry';
import { openBare } from '../timers/bare';
import { openGraphile, openPgBoss } from '../timers/peers';
import { ourGoals } from '../timers/goals';
import { fillWithTimers, inBatches, LATER, NOW, onBoth, openStore, range, timerAt } from '../timers/store';
import type { Driver } from '../timers/store';

const SIZE = 100_000;
const ONE_BY_ONE = 1_000;
const BATCH = 1_000;

/** Arms some and answers what names them; what is cancelled in a round is armed outside of its stopwatch. */
interface Cancelling<Handle> {
	arm(count: number): Promise<Handle[]>;
	one(handle: Handle): Promise<unknown>;
	many(handles: Handle[]): Promise<unknown>;
	close(): Promise<void>;
}
type Open<Handle> = (size: number, place: Parameters<Contender['prepare']>[1]) => Promise<Cancelling<Handle>>;

const dealDesk =
	(driver: Driver): Open<{ owner: string; id: number }> =>
	async (size, place) => {
		const database = await openStore(driver, place);
		await fillWithTimers(database, size);
		let last = size;
		return {
			arm: async (count) => {
				const timers = range(last + 1, last + 1 + count).map((id) => timerAt(id, LATER + id));
				last += count;
				await database.transaction(async (tx) => await armTimers(tx, timers, NOW));
				const rows = await database.read(async (query) => await query.all('select id, owner from timers order by id desc limit :count', { count }));
				return rows.map((row) => ({ id: Number(row.id), owner: String(row.owner) }));
			},
			one: async ({ owner }) => await database.transaction(async (tx) => await cancelTimersOf(tx.last, owner, 'it left "new"', NOW)),
			many: async (timers) => await database.transaction(async (tx) => await settleTimers(lastly(tx), timers.map(({ id }) => ({ id, state: 'cancelled', reason: 'it left "new"' })), NOW)),
			close: async () => await database.close(),
		};
	};

const bare =
	(driver: Driver): Open<number> =>
	async (size, place) => {
		const timers = await openBare[driver](place);
		await timers.fill(size, LATER);
		return { arm: async (count) => await timers.armMany(range(0, count).map((n) => LATER + size + n)), one: timers.cancel, many: timers.cancelMany, close: timers.close };
	};

const peer =
	(open: typeof openPgBoss | typeof openGraphile): Open<string> =>
	async (size, place) => {
		const queue = await open(place);
		const armMany = async (from: number, to: number) => await queue.armMany(range(from, to).map((n) => new Date(LATER + n)));
		await inBatches(size, armMany);
		await queue.analyse();
		return { arm: async (count) => await armMany(size, size + count), one: async (id) => await queue.cancel([id]), many: queue.cancel, close: queue.close };
	};

type Manner = 'one' | 'many';

function contender<Handle>(name: string, kind: Contender['kind'], does: string, manner: Manner, open: Open<Handle>): Contender {
	return {
		name,
		kind,
		does,
		prepare: async (size, place) => {
			const timers = await open(size, place);
			const round = async () => {
				const handles = await timers.arm(Math.min(manner === 'one' ? ONE_BY_ONE : BATCH, size));
				return await timed(handles.length, async () => {
					if (manner === 'many') return await timers.many(handles);
					for (const handle of handles) await timers.one(handle);
				});
			};
			return { round, close: timers.close };
		},
	};
}

const contenders = (driver: Driver, manner: Manner): Contender[] => [
	contender('Deal Desk', 'ours', manner === 'one' ? 'a transaction that cancels what an owner has pending, with the reason' : `a transaction that cancels ${BATCH} timers that are still armed, with the reason`, manner, dealDesk(driver)),
	contender('bare statement', 'limit', 'one update by id, committed by itself', manner, bare(driver)),
	...(driver === 'sqlite' ? [] : [contender('pg-boss', 'peer', 'cancel', manner, peer(openPgBoss)), contender('graphile-worker', 'peer', 'completeJobs before they ran, which deletes them', manner, peer(openGraphile))]),
];

const common = { unit: 'per second', sizeOf: 'timers armed', sizes: [SIZE / 100, SIZE / 10, SIZE], quickSize: 50 } as const;

export const cancelEntries: readonly Entry[] = [
	...onBoth((driver) => ({ ...common, name: 'timers-cancel-one', question: 'How many timers are cancelled, each in a transaction of its own?', contenders: contenders(driver, 'one'), goals: ourGoals(driver, SIZE).slice(0, 1) })),
	...onBoth((driver) => ({ ...common, name: 'timers-cancel-batch', question: `How many timers are cancelled, ${BATCH.toLocaleString('en')} in one transaction?`, contenders: contenders(driver, 'many'), goals: ourGoals(driver, SIZE).slice(0, 1) })),
];
