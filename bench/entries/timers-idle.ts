import { isTimerDue } from '../../src/timers/timers';
import type { Contender, Entry, Goal } from '../entry';
import { timed } from '../entry';
import { openBare } from '../timers/bare';
import { openGraphile, openPgBoss } from '../timers/peers';
import { fillWithTimers, inBatches, LATER, NOW, onBoth, openStore, range } from '../timers/store';
import type { Driver } from '../timers/store';

const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
const LOOKS = 300;
/** Peers look through what is armed: at a million they take so long that fewer looks say it as well. */
const LOOKS_OF_PEERS = 20;

type Open = (size: number, place: Parameters<Contender['prepare']>[1]) => Promise<{ look(): Promise<unknown>; close(): Promise<void> }>;

const dealDesk =
	(driver: Driver): Open =>
	async (size, place) => {
		const database = await openStore(driver, place);
		await fillWithTimers(database, size);
		return { look: async () => await database.read(async (query) => await isTimerDue(query, NOW)), close: async () => await database.close() };
	};

const bare =
	(driver: Driver): Open =>
	async (size, place) => {
		const timers = await openBare[driver](place);
		await timers.fill(size, LATER);
		return { look: async () => await timers.look(NOW), close: timers.close };
	};

const fill = async (queue: { armMany(ats: Date[]): Promise<unknown>; analyse(): Promise<void> }, size: number): Promise<void> => {
	await inBatches(size, async (from, to) => await queue.armMany(range(from, to).map((n) => new Date(LATER + n))));
	await queue.analyse();
};

const pgBoss: Open = async (size, place) => {
	const queue = await openPgBoss(place);
	await fill(queue, size);
	return { look: async () => await queue.claim(1), close: queue.close };
};

const graphile: Open = async (size, place) => {
	const queue = await openGraphile(place);
	await fill(queue, size);
	return { look: queue.look, close: queue.close };
};

const contender = (name: string, kind: Contender['kind'], does: string, open: Open): Contender => ({
	name,
	kind,
	does,
	prepare: async (size, place) => {
		const { look, close } = await open(size, place);
		const looks = kind === 'peer' ? LOOKS_OF_PEERS : LOOKS;
		const round = async () =>
			await timed(looks, async () => {
				for (let n = 0; n < looks; n++) await look();
			});
		return { round, close };
	},
});

const goals = (driver: Driver): Goal[] => [
	{ title: 'at a million, of a thousand', reckon: (figure) => figure('Deal Desk', 1_000_000) / figure('Deal Desk', 1_000), atMost: 1.3 },
	{ title: 'µs at a million', reckon: (figure) => figure('Deal Desk', 1_000_000), atMost: driver === 'sqlite' ? 30 : 400 },
];

export const idleEntries: readonly Entry[] = onBoth((driver) => ({
	name: 'timers-idle',
	question: 'How long does it take to find that no timer is due?',
	unit: 'µs',
	sizeOf: 'timers armed',
	sizes: SIZES,
	quickSize: 50,
	rounds: 5,
	contenders: [
		contender('Deal Desk', 'ours', 'the look of every poll, a reading connection taken from the pool included', dealDesk(driver)),
		contender('bare statement', 'limit', 'the first due row by index', bare(driver)),
		...(driver === 'sqlite' ? [] : [contender('pg-boss', 'peer', 'fetch of one job, none due', pgBoss), contender('graphile-worker', 'peer', 'the statement with which its runner looks for a job, none due', graphile)]),
	],
	goals: goals(driver),
}));
