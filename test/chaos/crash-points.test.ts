import { dieEverywhere } from '../../chaos/die-everywhere';
import { openStage } from '../../chaos/stage';
import type { Part } from '../../chaos/story';
import { temporaryStorage } from '../helpers/temporary-workspace';

/** Fewer places could not be: intake, claim, run with its effects, acknowledgement. */
const least: Readonly<Record<Part, number>> = { plain: 30, escalates: 70, leaves: 80, gate: 50, converts: 90 };
const parts = Object.keys(least) as Part[];

/** Every place in memory; where each costs a document or a hundred round trips, some of them. `npm run chaos` takes all. */
const strideOf = (driver: 'sqlite-memory' | 'postgres', part: Part): number => (driver === 'postgres' ? 19 : part === 'converts' ? 4 : 1);

describe.each(['sqlite-memory', 'postgres'] as const)('a process that dies between two writes on %s', (driver) => {
	it.each(parts)('R-CORE-1, R-CORE-2, R-CORE-3, R-CON-1: anywhere in the story of a lead that is "%s": nothing is lost, nothing happens twice, no number is left out', async (part) => {
		const { storage, remove } = await temporaryStorage(driver);
		const stage = await openStage(storage);
		const places = await dieEverywhere(stage, part, { stride: strideOf(driver, part), from: 1 + parts.indexOf(part) });
		expect(await stage.broken()).toEqual([]);
		expect(places).toBeGreaterThan(least[part]);
		await stage.close();
		await remove();
	}, 60_000);
});
