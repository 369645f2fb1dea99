import { fireDueTimers } from '../../src/desk/escalations/fire-due-timers';
import { armTimers } from '../../src/timers/timers';
import { makeOrganisation } from '../../test/helpers/organisation';
import type { Contender, Entry } from '../entry';
import { timed } from '../entry';
import { EVERY_MS, listenAndWatch, pumpOf, SUBJECTS } from '../timers/due-work';
import { NOW, onBoth, openDesk, range, timerAt } from '../timers/store';
import type { Driver } from '../timers/store';

const dealDesk = (driver: Driver): Contender => ({
	name: 'Deal Desk',
	kind: 'ours',
	does: 'sweeps of 100: take timers and escalations, look at guards and who listens, settle, write the event with its delivery, go on to the next step and arm its timer (5 rows each)',
	prepare: async (size, place) => {
		let now = NOW;
		const { database, ...desk } = await openDesk(driver, place, () => now).then((workspace) => ({ workspace, database: workspace.database }));
		const { nizhny } = await makeOrganisation(desk.workspace);
		await listenAndWatch(database, nizhny.manager.id);
		await database.transaction(async (tx) => await armTimers(tx, range(1, size + 1).map((id) => timerAt(id, NOW + EVERY_MS)), NOW));
		const pump = pumpOf(database, 1_000, async () => ({ kind: 'succeeded' }));
		return {
			round: async () => {
				now += EVERY_MS;
				let fired = 0;
				const sample = await timed(size, async () => {
					for (;;) {
						const sweep = await fireDueTimers(desk.workspace, 100);
						fired += sweep.fired;
						if (sweep.fired === 0) return;
					}
				});
				if (fired !== size) throw new Error(`Of ${size} timers ${fired} fired`);
				// The deliveries are worked off, so that every round finds the same.
				await pump.drain();
				return sample;
			},
			close: async () => await database.close(),
		};
	},
});

export const fireEntries: readonly Entry[] = onBoth((driver) => ({
	name: 'timers-fire',
	question: 'How many escalation timers fire?',
	unit: 'per second',
	sizeOf: 'timers due',
	sizes: [SUBJECTS / 100, SUBJECTS / 10, SUBJECTS],
	quickSize: 20,
	contenders: [dealDesk(driver)],
	remarks: 'Neither peer has the parts of this (guards, steps, a journal), so nothing stands beside it.',
}));
