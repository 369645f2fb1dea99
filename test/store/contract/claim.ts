import { acknowledge, consumersWithWork, failDeliveries } from '../../../src/journal/deliveries';
import { keepSubjectState } from '../../../src/store/subject-states';
import { NOW, append, claim, inTransaction, register, statesOf } from './store-under-test';
import type { ContractFile } from './store-under-test';

const failure = { error: 'mail server away', mostAttempts: 6, now: NOW };

export const claimContract: ContractFile = (store) => {
	it('R-CORE-1: hands out at most so many, oldest first, and never the same twice', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 5);
		const first = await claim(database, consumer, { most: 3 });
		const second = await claim(database, consumer, { most: 3 });
		const third = await claim(database, consumer, { most: 3 });
		expect([first, second, third].map(({ deliveries }) => deliveries.map(({ event }) => event.subject.id))).toEqual([[1, 2, 3], [4, 5], []]);
		expect(third.kind).toBeNull();
	});

	it('R-CORE-1: hands out nothing of another consumer', async () => {
		const { database } = store();
		await register(database, { id: 'a' });
		await append(database, 1);
		await register(database, { id: 'late' });
		expect((await claim(database, 'late')).deliveries).toEqual([]);
		expect((await claim(database, 'a')).deliveries).toHaveLength(1);
	});

	it('R-CORE-1: what failed comes back alone, after its pause and not before', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 3);
		const { token } = await claim(database, consumer);
		await inTransaction(database, async (tx) => await failDeliveries(tx, token, failure));
		expect((await claim(database, consumer, { now: NOW + 4_999 })).kind).toBeNull();
		const again = await claim(database, consumer, { now: NOW + 5_000 });
		expect(again).toMatchObject({ kind: 'alone', deliveries: [{ attempt: 2 }] });
		expect(again.deliveries).toHaveLength(1);
	});

	it('R-CORE-1: retries and fresh deliveries take turns when asked to', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 2);
		const { token } = await claim(database, consumer);
		await inTransaction(database, async (tx) => await failDeliveries(tx, token, failure));
		await append(database, 2);
		const later = NOW + 60_000;
		expect((await claim(database, consumer, { now: later, prefer: 'batch' })).kind).toBe('batch');
		expect((await claim(database, consumer, { now: later, prefer: 'batch' })).kind).toBe('alone');
		expect((await claim(database, consumer, { now: later, prefer: 'alone' })).kind).toBe('alone');
		expect((await claim(database, consumer, { now: later })).kind).toBeNull();
	});

	it('R-CORE-1: the older of a retry and a fresh delivery goes first when nothing is said', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 1);
		const { token } = await claim(database, consumer);
		await inTransaction(database, async (tx) => await failDeliveries(tx, token, failure));
		await append(database, 1);
		expect((await claim(database, consumer, { now: NOW + 60_000 })).kind).toBe('alone');
	});

	it('R-CORE-3: passes over what the subject has left behind when the consumer wants that, says why, and says that there was something', async () => {
		const { database } = store();
		await register(database, { id: 'robot', skipOvertaken: true });
		await register(database, { id: 'history', skipOvertaken: false });
		await append(database, 2);
		await inTransaction(database, async (tx) => await keepSubjectState(tx, { kind: 'lead', id: 1 }, { state: 'lost', cycle: 2 }, null));
		const robot = await claim(database, 'robot');
		expect(robot).toMatchObject({ kind: 'batch', skipped: 1, deliveries: [{ event: { subject: { id: 2 } } }] });
		expect((await claim(database, 'history')).deliveries).toHaveLength(2);
		const row = await database.read(async (query) => await query.get("select last_error from deliveries where state = 'skipped'"));
		expect(row).toEqual({ last_error: 'запись вышла из этого состояния раньше, чем сработал робот' });
	});

	it('R-CORE-3: a move that the very same delivery made does not overtake it', async () => {
		const { database } = store();
		const consumer = await register(database, { skipOvertaken: true });
		await append(database, 1);
		const { token, deliveries } = await claim(database, consumer);
		await inTransaction(database, async (tx) => {
			await keepSubjectState(tx, { kind: 'lead', id: 1 }, { state: 'needs', cycle: 2 }, deliveries[0]?.id ?? 0);
			await failDeliveries(tx, token, failure);
		});
		expect((await claim(database, consumer, { now: NOW + 60_000 })).deliveries).toHaveLength(1);
	});

	it('tells which consumers have something to do now', async () => {
		const { database } = store();
		await register(database, { id: 'idle', filters: [{ kind: 'LeadUpdated' }] });
		await register(database, { id: 'busy' });
		await append(database, 1);
		const withWork = async (now: number) => await database.read(async (query) => await consumersWithWork(query, now));
		expect(await withWork(NOW)).toEqual(['busy']);
		const { token } = await claim(database, 'busy');
		expect(await withWork(NOW)).toEqual([]);
		await inTransaction(database, async (tx) => await failDeliveries(tx, token, failure));
		expect(await withWork(NOW + 4_999)).toEqual([]);
		expect(await withWork(NOW + 5_000)).toEqual(['busy']);
	});

	it('R-CORE-1: what was acknowledged is done and never handed out again', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 2);
		const { token } = await claim(database, consumer);
		expect(await inTransaction(database, async (tx) => await acknowledge(tx, token, NOW))).toBe(2);
		expect(await statesOf(database)).toEqual({ done: 2 });
		expect((await claim(database, consumer, { now: NOW + 1e9 })).kind).toBeNull();
	});
};
