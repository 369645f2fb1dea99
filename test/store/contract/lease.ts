import { acknowledge, failDeliveries, reapDeliveries, release, renewLease } from '../../../src/journal/deliveries';
import { NOW, append, claim, inTransaction, register, statesOf } from './store-under-test';
import type { ContractFile } from './store-under-test';

const LEASE = 30_000;
const failure = { error: 'x', mostAttempts: 6, now: NOW };

export const leaseContract: ContractFile = (store) => {
	const reap = async (now: number, most = 100) => await inTransaction(store().database, async (tx) => await reapDeliveries(tx, { now, mostAttempts: 6, most }));

	it('R-CORE-1: a lease that ran out counts as a failed attempt and comes back, alone', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 2);
		await claim(database, consumer);
		expect(await reap(NOW + LEASE - 1)).toEqual([]);
		expect(await reap(NOW + LEASE)).toMatchObject([{ attempt: 1, parked: false }, { attempt: 1, parked: false }]);
		expect(await claim(database, consumer, { now: NOW + 2 * LEASE })).toMatchObject({ kind: 'alone', deliveries: [{ attempt: 2 }] });
	});

	it('R-CORE-1: a renewed lease holds', async () => {
		const { database } = store();
		await append(database, 0);
		const consumer = await register(database);
		await append(database, 1);
		const { token } = await claim(database, consumer);
		expect(await inTransaction(database, async (tx) => await renewLease(tx, token, NOW + 2 * LEASE))).toBe(1);
		expect(await reap(NOW + LEASE)).toEqual([]);
		expect(await reap(NOW + 2 * LEASE)).toHaveLength(1);
	});

	it('R-CORE-3: a late verdict of an overtaken holder changes nothing', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 1);
		const frozen = await claim(database, consumer);
		await reap(NOW + LEASE);
		const next = await claim(database, consumer, { now: NOW + 2 * LEASE });
		const late = async (verdict: 'acknowledge' | 'fail' | 'release' | 'renew') =>
			await inTransaction(database, async (tx) => {
				if (verdict === 'acknowledge') return await acknowledge(tx, frozen.token, NOW);
				if (verdict === 'fail') return (await failDeliveries(tx, frozen.token, failure)).length;
				if (verdict === 'release') return await release(tx, frozen.token);
				return await renewLease(tx, frozen.token, NOW + 1e9);
			});
		expect([await late('acknowledge'), await late('fail'), await late('release'), await late('renew')]).toEqual([0, 0, 0, 0]);
		expect(await statesOf(database)).toEqual({ claimed: 1 });
		expect(await inTransaction(database, async (tx) => await acknowledge(tx, next.token, NOW))).toBe(1);
	});

	it('R-CORE-1: what never began is given back, and the attempt does not count', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 1);
		const { token } = await claim(database, consumer);
		expect(await inTransaction(database, async (tx) => await release(tx, token))).toBe(1);
		expect(await claim(database, consumer)).toMatchObject({ kind: 'batch', deliveries: [{ attempt: 1 }] });
	});

	it('R-CORE-1: what a killed process held is handed out again as soon as its lease has run out: the lease was the pause', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 1);
		await claim(database, consumer);
		await reap(NOW + LEASE);
		expect((await claim(database, consumer, { now: NOW + LEASE })).deliveries).toHaveLength(1);
	});

	it('R-CORE-1: what kills its process again and again waits longer each time', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 1);
		let now = NOW;
		const waited: number[] = [];
		for (let crash = 1; crash <= 4; crash++) {
			await claim(database, consumer, { now });
			now += LEASE;
			await reap(now);
			const row = await database.read(async (query) => await query.get('select available_at from deliveries'));
			waited.push(Number(row?.available_at) - now);
			now = Number(row?.available_at);
		}
		expect(waited).toEqual([0, 0, 90_000, 570_000]);
	});

	it.each([['a minute and a half', 90_000], ['a day', 86_400_000]])('R-CORE-1: the clock is set back by %s: who is alive keeps its lease, what a dead process held comes back after one', async (_words, back) => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 2);
		const alive = await claim(database, consumer, { most: 1 });
		await claim(database, consumer, { most: 1 });
		const now = NOW - back;
		expect(await reap(now)).toEqual([]);
		await inTransaction(database, async (tx) => await renewLease(tx, alive.token, now + LEASE + 10_000));
		expect(await reap(now + LEASE)).toHaveLength(1);
		expect(await inTransaction(database, async (tx) => await acknowledge(tx, alive.token, now))).toBe(1);
	});

	it.each([['ten seconds', 10_000], ['fifty minutes', 3_000_000], ['a day', 86_400_000]])('R-CORE-1: the clock is set back by %s: a retry waits no longer than the pause after its attempt', async (_words, back) => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 1);
		const { token } = await claim(database, consumer);
		await inTransaction(database, async (tx) => await failDeliveries(tx, token, failure));
		const now = NOW - back;
		expect((await claim(database, consumer, { now })).kind).toBeNull();
		await reap(now);
		expect((await claim(database, consumer, { now })).deliveries).toHaveLength(1);
	});

	it('R-CORE-1: while the clock runs as it should, nobody cuts a pause short', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 1);
		let now = NOW;
		for (const pauseMs of [5_000, 30_000, 120_000, 600_000, 3_600_000]) {
			const { token } = await claim(database, consumer, { now });
			await inTransaction(database, async (tx) => await failDeliveries(tx, token, { ...failure, now }));
			await reap(now);
			expect((await claim(database, consumer, { now: now + pauseMs - 1 })).kind).toBeNull();
			now += pauseMs;
		}
		expect((await claim(database, consumer, { now })).deliveries).toHaveLength(1);
	});

	it('recovers at most so many at once', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 3);
		await claim(database, consumer);
		expect(await reap(NOW + LEASE, 2)).toHaveLength(2);
		expect(await reap(NOW + LEASE, 2)).toHaveLength(1);
	});
};
