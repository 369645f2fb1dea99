import { failDeliveries, reapDeliveries } from '../../../src/journal/deliveries';
import { NOW, append, claim, inTransaction, register, statesOf } from './store-under-test';
import type { ContractFile } from './store-under-test';

const HOUR = 3_600_000;

export const failureContract: ContractFile = (store) => {
	const failNext = async (consumer: string, now: number, options: { mostAttempts?: number; giveUp?: boolean } = {}) => {
		const { database } = store();
		const { token, deliveries } = await claim(database, consumer, { now });
		const failed = await inTransaction(database, async (tx) => await failDeliveries(tx, token, { error: 'no connection', mostAttempts: options.mostAttempts ?? 6, now }, options.giveUp));
		return { handedOut: deliveries.length, failed };
	};

	it('R-CORE-1: retries after 5 s, 30 s, 2 min, 10 min and 1 h, then parks where an operator sees it', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 1);
		let now = NOW;
		for (const pauseMs of [5_000, 30_000, 120_000, 600_000, HOUR]) {
			expect((await failNext(consumer, now)).failed).toMatchObject([{ parked: false }]);
			expect((await claim(database, consumer, { now: now + pauseMs - 1 })).kind).toBeNull();
			now += pauseMs;
		}
		expect((await failNext(consumer, now)).failed).toMatchObject([{ attempt: 6, parked: true }]);
		expect(await statesOf(database)).toEqual({ parked: 1 });
		expect((await claim(database, consumer, { now: now + 100 * HOUR })).kind).toBeNull();
		expect(await database.read(async (query) => await query.get('select last_error from deliveries'))).toEqual({ last_error: 'no connection' });
	});

	it('R-CORE-1: a batch that failed parks nobody: nothing says which item was at fault', async () => {
		const consumer = await register(store().database);
		await append(store().database, 3);
		const { failed } = await failNext(consumer, NOW, { mostAttempts: 1, giveUp: true });
		expect(failed.map(({ parked }) => parked)).toEqual([false, false, false]);
	});

	it('R-CORE-1: an item that repeating cannot help is parked at its first attempt alone', async () => {
		const consumer = await register(store().database);
		await append(store().database, 1);
		expect((await failNext(consumer, NOW, { giveUp: true })).failed).toMatchObject([{ attempt: 1, parked: true }]);
	});

	it('R-CORE-1: an item that keeps killing its process is parked too', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 1);
		let now = NOW;
		const parked: boolean[] = [];
		for (let crash = 1; crash <= 3; crash++) {
			await claim(database, consumer, { now });
			now += HOUR;
			const reaped = await inTransaction(database, async (tx) => await reapDeliveries(tx, { now, mostAttempts: 3, most: 10 }));
			parked.push(...reaped.map((one) => one.parked));
			now += HOUR;
		}
		expect(parked).toEqual([false, false, true]);
	});

	it('keeps an endless error text to a length people read', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 1);
		const { token } = await claim(database, consumer);
		await inTransaction(database, async (tx) => await failDeliveries(tx, token, { error: 'ы'.repeat(50_000), mostAttempts: 6, now: NOW }));
		const row = await database.read(async (query) => await query.get('select length(last_error) as n from deliveries'));
		expect(row).toEqual({ n: 2_000 });
	});
};
