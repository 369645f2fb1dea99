import { findSubjectState, keepSubjectState, lockSubjectState } from '../../../src/store/subject-states';
import { inTransaction } from './store-under-test';
import type { ContractFile } from './store-under-test';

const lead = { kind: 'lead', id: 1 } as const;

export const subjectStateContract: ContractFile = (store) => {
	it('R-CORE-3: knows where a subject stands, each kind by itself', async () => {
		const { database } = store();
		await inTransaction(database, async (tx) => {
			await keepSubjectState(tx, lead, { state: 'new', cycle: 1 }, null);
			await keepSubjectState(tx, { kind: 'deal', id: 1 }, { state: 'contract', cycle: 4 }, null);
			await keepSubjectState(tx, lead, { state: 'needs', cycle: 2 }, 7);
		});
		const find = async (subject: Parameters<typeof findSubjectState>[1]) => await database.read(async (query) => await findSubjectState(query, subject));
		expect([await find(lead), await find({ kind: 'deal', id: 1 }), await find({ kind: 'entry', id: 1 })]).toEqual([{ state: 'needs', cycle: 2 }, { state: 'contract', cycle: 4 }, undefined]);
	});

	it('R-CORE-3: a subject that is locked does not move until the transaction has ended', async () => {
		const { database } = store();
		await inTransaction(database, async (tx) => await keepSubjectState(tx, lead, { state: 'new', cycle: 1 }, null));
		const order: string[] = [];
		let begin: () => void = () => undefined;
		const moving = new Promise<void>((resolve) => {
			begin = resolve;
		}).then(async () => {
			await inTransaction(database, async (tx) => await keepSubjectState(tx, lead, { state: 'lost', cycle: 2 }, null));
			order.push('moved');
		});
		await inTransaction(database, async (tx) => {
			expect(await lockSubjectState(tx, lead)).toEqual({ state: 'new', cycle: 1 });
			begin();
			await new Promise((resolve) => setTimeout(resolve, 40));
			order.push('effect saved');
		});
		await moving;
		expect(order).toEqual(['effect saved', 'moved']);
	});
};
