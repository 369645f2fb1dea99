import { forgetConsumer, listConsumers, touchConsumers } from '../../../src/journal/consumers';
import { acknowledge, failDeliveries } from '../../../src/journal/deliveries';
import { NOW, append, claim, inTransaction, register, statesOf } from './store-under-test';
import type { ContractFile } from './store-under-test';

export const consumerContract: ContractFile = (store) => {
	it('R-CORE-1: what happens while a workflow is off waits for it', async () => {
		const { database } = store();
		await register(database);
		await append(database, 2);
		const consumer = await register(database, { nodeName: 'Renamed' });
		expect((await claim(database, consumer)).deliveries).toHaveLength(2);
	});

	it('R-CORE-1: "from now" passes over what was missed, but not what failed and waits for its retry', async () => {
		const { database } = store();
		const consumer = await register(database, { whenBack: 'from_now' });
		await append(database, 1);
		const { token } = await claim(database, consumer);
		await inTransaction(database, async (tx) => await failDeliveries(tx, token, { error: 'x', mostAttempts: 6, now: NOW }));
		await append(database, 2);
		await register(database, { whenBack: 'from_now' });
		expect(await statesOf(database)).toEqual({ skipped: 2, pending: 1 });
	});

	it('R-CORE-1: registering again replaces the filters', async () => {
		const { database } = store();
		await register(database);
		await register(database, { filters: [{ kind: 'LeadUpdated' }, { kind: 'LeadUpdated' }] });
		await append(database, 1);
		await append(database, 1, { kind: 'LeadUpdated' });
		expect(await statesOf(database)).toEqual({ pending: 1 });
	});

	it('R-CORE-1: a forgotten consumer gets nothing more, and what it had in hand is settled visibly', async () => {
		const { database } = store();
		const consumer = await register(database);
		await append(database, 2);
		const { token } = await claim(database, consumer, { most: 1 });
		expect(await inTransaction(database, async (tx) => await forgetConsumer(tx, consumer, NOW))).toBe(1);
		await append(database, 1);
		expect(await statesOf(database)).toEqual({ skipped: 2 });
		expect(await inTransaction(database, async (tx) => await acknowledge(tx, token, NOW))).toBe(0);
		expect(await inTransaction(database, async (tx) => await forgetConsumer(tx, consumer, NOW))).toBe(0);
	});

	it('lists consumers with what waits, runs and is parked, and when they were seen', async () => {
		const { database } = store();
		const consumer = await register(database);
		await register(database, { id: 'idle', workflow: { id: 'w2', name: 'Zzz' }, filters: [] });
		await append(database, 4);
		const parked = await claim(database, consumer, { most: 1 });
		await inTransaction(database, async (tx) => await failDeliveries(tx, parked.token, { error: 'x', mostAttempts: 1, now: NOW }));
		await claim(database, consumer, { most: 1 });
		await inTransaction(database, async (tx) => await touchConsumers(tx, [consumer], NOW + 9));
		expect(await database.read(async (query) => await listConsumers(query))).toEqual([
			{ id: consumer, workflowName: 'Notify the manager', nodeName: 'Trigger', seenAt: NOW + 9, pending: 2, claimed: 1, parked: 1 },
			{ id: 'idle', workflowName: 'Zzz', nodeName: 'Trigger', seenAt: NOW, pending: 0, claimed: 0, parked: 0 },
		]);
	});
};
