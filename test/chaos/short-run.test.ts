import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { buildProgram } from '../../chaos/build-worker';
import type { BuiltProgram } from '../../chaos/build-worker';
import { runChaos } from '../../chaos/run-chaos';
import type { ChaosOptions, ChaosOutcome } from '../../chaos/run-chaos';
import { stoppablePostgres } from '../../chaos/stoppable-postgres';
import { temporaryStorage } from '../helpers/temporary-workspace';

/*
 * The short form of `npm run chaos`: the same story, the same monkey and the same checks, ten kills instead of a thousand.
 * Two chances differ between runs: where the machine happens to be, and the seed. A failure names the seed.
 */

const root = join(__dirname, '..', '..');
const seed = Math.floor(Math.random() * 1_000_000);
let worker: BuiltProgram;

beforeAll(async () => {
	worker = await buildProgram(root, 'worker');
});
afterAll(() => worker.remove());

const run = async (options: Pick<ChaosOptions, 'storage'> & Partial<ChaosOptions>): Promise<ChaosOutcome> =>
	await runChaos({
		program: worker.file,
		workers: 3,
		events: 40,
		timers: 36,
		seed,
		kills: 10,
		pauses: 1,
		pauseMs: 1_000,
		clockSteps: 2,
		longestStepMs: 2_000,
		everyMs: 150,
		pace: { leaseMs: 500, housekeepingMs: 150, everyMs: 50 },
		dieAfterAbout: 400,
		longestPauseMs: 3,
		stumbles: 0,
		longestMs: 60_000,
		standstillMs: 60_000,
		...options,
	});

/** Nothing was broken, and what could have broken it did happen. */
function expectPromisesKept({ broken, kills, accepted, timersFired, contracts, outside }: ChaosOutcome): void {
	expect({ seed, broken }).toEqual({ seed, broken: [] });
	expect(kills).toBeGreaterThanOrEqual(10);
	expect([accepted, contracts]).toEqual([40, 4]);
	expect(timersFired).toBeGreaterThanOrEqual(36);
	expect(outside).toBeGreaterThan(0);
}

it('R-CORE-1, R-CORE-2, R-CORE-3, R-CON-1: on SQLite processes are killed, frozen and misled by the clock: nothing lost, nothing doubled, nothing early', async () => {
	const { storage, remove } = await temporaryStorage('sqlite-file');
	expectPromisesKept(await run({ storage }));
	await remove();
}, 150_000);

it('R-CORE-1, R-CORE-2, R-CORE-3, R-CON-1: on PostgreSQL they are too, and the database itself goes away twice', async () => {
	const postgres = await stoppablePostgres(root);
	const meddle = async (progress: () => number, signal: AbortSignal) => {
		for (const [at, how] of [[0.3, 'stop'], [0.6, 'crash']] as const) {
			while (progress() < at && !signal.aborted) await pause(20);
			await postgres.halt(how);
			await pause(700);
			await postgres.start();
		}
	};
	const outcome = await run({ storage: { kind: 'postgres', ...postgres.address('short') }, meddle });
	await postgres.close();
	expectPromisesKept(outcome);
	expect([...outcome.troubles.keys()].join()).toMatch(/PostgreSQL|Connection terminated|administrator/);
}, 150_000);
