import type { Database } from '../../src/store/database';
import { effectsExistOnce, gateHeld, ledgerComplete, nothingSaidTwice } from './effects';
import type { Check, Evidence } from './evidence';
import { deliveriesSettled, eventsDelivered, requestsKept, skippedForAReason } from './nothing-lost';
import { contractsComplete, numbersWithoutGap } from './numbers';
import { firedOnceInOrder, neverEarly, timersMatchEvents, watchedOnce } from './timers';

export type { Evidence } from './evidence';

/** The file itself is sound. */
const sound = async (database: Database): Promise<string[]> => {
	if (database.dialect !== 'sqlite') return [];
	const rows = await database.read(async (query) => await query.all('pragma integrity_check'));
	return rows.map((row) => String(row.integrity_check)).filter((word) => word !== 'ok');
};

export const checks = {
	'accepted requests are kept, once': requestsKept,
	'events reach every listener, once': eventsDelivered,
	'deliveries are settled': deliveriesSettled,
	'only the overtaken is passed over': skippedForAReason,
	'timers fire once, in order, all of them': firedOnceInOrder,
	'nothing fires early': neverEarly,
	'timers and events match': timersMatchEvents,
	'what moved on gets nothing': watchedOnce,
	'the ledger is complete and closed': ledgerComplete,
	'effects exist once': effectsExistOnce,
	'nothing is said twice': nothingSaidTwice,
	'the gate holds': gateHeld,
	'numbers have no gap and no duplicate': numbersWithoutGap,
	'deals have their contract, once': contractsComplete,
} as const satisfies Readonly<Record<string, Check>>;

/** All promises that were broken, each with the name of its check. Empty: none. */
export async function brokenPromises(database: Database, evidence: Omit<Evidence, 'query'>): Promise<string[]> {
	const broken = (await sound(database)).map((word) => `the database is sound: ${word}`);
	await database.read(async (query) => {
		for (const [name, check] of Object.entries(checks)) broken.push(...(await check({ ...evidence, query })).slice(0, 10).map((words) => `${name}: ${words}`));
	});
	return broken;
}
