import { appendEvent, appendEvents } from '../../../src/journal/append-events';
import type { NewEvent } from '../../../src/journal/event';
import type { SqlTransaction } from '../../../src/store/database';
import { NOW, aLeadMoved, cause, claim, inTransaction, register, statesOf } from './store-under-test';
import type { ContractFile } from './store-under-test';

const ways: Readonly<Record<string, (tx: SqlTransaction, event: NewEvent) => Promise<unknown>>> = {
	'one by one': async (tx, event) => await appendEvent(tx, event, NOW, cause),
	'many at once': async (tx, event) => await appendEvents(tx, [event], NOW, cause),
};

/** R-CORE-1: every change writes an event, and one delivery for each consumer that listens. */
export const eventContract: ContractFile = (store) => {
	describe.each(Object.entries(ways))('written %s', (_name, write) => {
		it('R-CORE-1: a delivery for each consumer that listens, and each gets the event as it was written', async () => {
			const { database } = store();
			await register(database, { id: 'a' });
			await register(database, { id: 'b', filters: [{ kind: 'LeadStageChanged', scope: 'leads', state: 'new' }] });
			const event = aLeadMoved({ origin: 'imported', data: { title: 'Ё "кавычки"', n: 1, nested: { on: true } } });
			await inTransaction(database, async (tx) => await write(tx, event));
			for (const consumer of ['a', 'b']) {
				const { deliveries } = await claim(database, consumer);
				expect(deliveries).toEqual([{ id: expect.any(Number), attempt: 1, event: { ...event, id: expect.any(Number), at: NOW, cause } }]);
			}
		});

		it.each<[string, Partial<NewEvent>]>([
			['another kind', { kind: 'LeadUpdated' }],
			['another pipeline', { scope: 'certification' }],
			['another stage', { state: 'lost' }],
			['another origin', { origin: 'generated' }],
		])('R-CORE-1: no delivery of %s', async (_what, other) => {
			const { database } = store();
			await register(database, { filters: [{ kind: 'LeadStageChanged', scope: 'leads', state: 'new', origin: 'by_hand' }] });
			await inTransaction(database, async (tx) => await write(tx, aLeadMoved(other)));
			expect(await statesOf(database)).toEqual({});
			await inTransaction(database, async (tx) => await write(tx, aLeadMoved()));
			expect(await statesOf(database)).toEqual({ pending: 1 });
		});

		it('R-CORE-1: one delivery to a consumer several of whose filters match', async () => {
			const { database } = store();
			await register(database, { filters: [{ kind: 'LeadStageChanged' }, { kind: 'LeadStageChanged', state: 'new' }, { kind: 'LeadStageChanged', scope: 'leads' }] });
			await inTransaction(database, async (tx) => await write(tx, aLeadMoved()));
			expect(await statesOf(database)).toEqual({ pending: 1 });
		});
	});

	it('delivers many events in the order they were handed in', async () => {
		const { database } = store();
		const consumer = await register(database);
		await inTransaction(database, async (tx) => await appendEvents(tx, Array.from({ length: 120 }, (_, index) => aLeadMoved({ subject: { kind: 'lead', id: index + 1 } })), NOW, cause));
		const { deliveries } = await claim(database, consumer, { most: 200 });
		expect(deliveries.map(({ event }) => event.subject.id)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
	});
};
