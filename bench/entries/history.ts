import { systemCall } from '../../src/call';
import { fireDueTimers } from '../../src/desk/escalations/fire-due-timers';
import type { Workspace } from '../../src/desk/workspace';
import { armTimers } from '../../src/timers/timers';
import { makeOrganisation } from '../../test/helpers/organisation';
import type { Contender, Entry, Goal } from '../entry';
import { timed } from '../entry';
import { appendSteps, EVERY_MS, listenAndWatch, pumpOf, SUBJECTS } from '../timers/due-work';
import { writeHistory } from '../timers/history';
import { NOW, onBoth, openDesk, range, timerAt } from '../timers/store';
import type { Driver } from '../timers/store';

const SIZES = [10_000, 100_000, 1_000_000] as const;
const DELIVERIES = 1_000;
const EFFECTS = 200;

interface Round {
	readonly name: string;
	readonly does: string;
	measure(desk: Workspace, clock: { at: number }): ReturnType<typeof timed>;
}

const rounds: readonly Round[] = [
	{
		name: 'claim and acknowledge',
		does: 'deliveries by 100, as in claim-by-100',
		measure: async ({ database }) => {
			await appendSteps(database, DELIVERIES);
			const pump = pumpOf(database, 100, async () => ({ kind: 'succeeded' }));
			return await timed(DELIVERIES, async () => await pump.drain());
		},
	},
	{
		name: 'fire timers',
		does: 'sweeps of 100, as in timers-fire',
		measure: async (desk, clock) => {
			clock.at += EVERY_MS;
			const sample = await timed(SUBJECTS, async () => {
				while ((await fireDueTimers(desk, 100)).fired > 0);
			});
			await pumpOf(desk.database, 1_000, async () => ({ kind: 'succeeded' })).drain();
			return sample;
		},
	},
	{
		name: 'an effect',
		does: 'a transaction with a new key in the ledger and nothing else',
		measure: async (desk) => {
			const run = performance.now();
			return await timed(EFFECTS, async () => {
				for (let n = 0; n < EFFECTS; n++) await desk.effect(systemCall('bench', `effect ${run} ${n}`), 'notification', async () => null);
			});
		},
	},
];

const contender = (driver: Driver, { name, does, measure }: Round): Contender => ({
	name,
	kind: 'ours',
	does,
	prepare: async (size, place) => {
		const clock = { at: NOW };
		const desk = await openDesk(driver, place, () => clock.at);
		const { nizhny } = await makeOrganisation(desk);
		await listenAndWatch(desk.database, nizhny.manager.id);
		await writeHistory(desk.database, size);
		await desk.database.transaction(async (tx) => await armTimers(tx, range(1, SUBJECTS + 1).map((id) => timerAt(id, NOW + EVERY_MS)), NOW));
		return { round: async () => await measure(desk, clock), close: async () => await desk.database.close() };
	},
});

const goals: Goal[] = rounds.map(({ name }) => ({ title: `${name}: with ten thousand of each, of with a million`, reckon: (figure) => figure(name, 10_000) / figure(name, 1_000_000), atMost: 1.3 }));

export const historyEntries: readonly Entry[] = onBoth((driver) => ({
	name: 'history',
	question: 'Does a long history slow down the present? Events, done deliveries, fired timers and ledger keys, as many of each.',
	unit: 'per second',
	sizeOf: 'of each in the past',
	sizes: SIZES,
	quickSize: 50,
	rounds: 5,
	contenders: rounds.map((round) => contender(driver, round)),
	goals,
}));
