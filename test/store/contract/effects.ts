import { findEffect, keepResult, listOpenEffects, lockEffect, markUnknown, releaseEffect, takeEffect } from '../../../src/journal/effects';
import { NOW, cause, inTransaction } from './store-under-test';
import type { ContractFile } from './store-under-test';

const claimOf = (key: string, at = NOW) => ({ key, kind: 'notification', deliveryId: 5, reservedBy: 'execution 1', cause, at });

/** R-CORE-2: one row per key decides whether an effect happens. */
export const effectContract: ContractFile = (store) => {
	it('R-CORE-2: a key is taken once; the second taker is told so', async () => {
		const { database } = store();
		expect(await inTransaction(database, async (tx) => await takeEffect(tx, claimOf('k'), 'done'))).toBe(true);
		expect(await inTransaction(database, async (tx) => await takeEffect(tx, claimOf('k'), 'done'))).toBe(false);
	});

	it('R-CORE-2: a key taken in a transaction that failed is free again', async () => {
		const { database } = store();
		await inTransaction(database, async (tx) => {
			await takeEffect(tx, claimOf('k'), 'done');
			throw new Error('crash');
		}).catch(() => undefined);
		expect(await database.read(async (query) => await findEffect(query, 'k'))).toBeUndefined();
		expect(await inTransaction(database, async (tx) => await takeEffect(tx, claimOf('k'), 'done'))).toBe(true);
	});

	it('R-CORE-2: of many that take one key at once exactly one gets it', async () => {
		const { database } = store();
		const taken = await Promise.all(Array.from({ length: 20 }, async () => await inTransaction(database, async (tx) => await takeEffect(tx, claimOf('k'), 'done'))));
		expect(taken.filter(Boolean)).toHaveLength(1);
	});

	it('R-CORE-2: keeps the answer for repetitions, whatever it is', async () => {
		const { database } = store();
		for (const [key, result] of [['a', { id: 1, name: 'Ё' }], ['b', null], ['c', undefined], ['d', []]] as const) {
			await inTransaction(database, async (tx) => {
				await takeEffect(tx, claimOf(key), 'reserved');
				await keepResult(tx, key, result, NOW + 1);
			});
			expect(await database.read(async (query) => await findEffect(query, key))).toMatchObject({ key, kind: 'notification', state: 'done', result: result ?? null, deliveryId: 5, reservedBy: 'execution 1', cause });
		}
	});

	it('R-CORE-2: lists what is reserved or unknown, oldest first, until it is settled or released', async () => {
		const { database } = store();
		await inTransaction(database, async (tx) => {
			await takeEffect(tx, claimOf('late', NOW + 2), 'reserved');
			await takeEffect(tx, claimOf('early', NOW + 1), 'reserved');
			await takeEffect(tx, claimOf('done'), 'done');
			await markUnknown(tx, 'early', 'nobody confirmed');
			await markUnknown(tx, 'done', 'must not be touched');
		});
		const open = async () => (await database.read(async (query) => await listOpenEffects(query, 10))).map(({ key, state, note }) => [key, state, note]);
		expect(await open()).toEqual([['early', 'unknown', 'nobody confirmed'], ['late', 'reserved', null]]);
		expect(await inTransaction(database, async (tx) => [await releaseEffect(tx, 'early'), await releaseEffect(tx, 'done'), await releaseEffect(tx, 'early')])).toEqual([true, false, false]);
		await inTransaction(database, async (tx) => await keepResult(tx, 'late', {}, NOW));
		expect(await open()).toEqual([]);
	});

	it('answers nothing for a key that nobody took', async () => {
		expect(await inTransaction(store().database, async (tx) => await lockEffect(tx, 'none'))).toBeUndefined();
	});
};
