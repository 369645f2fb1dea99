import type { IDataObject } from 'n8n-workflow';

import { aDeal } from '../helpers/subjects';
import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { runWorkflow } from './helpers/run-workflow';

let desk: Desk;
let dealId: number;
let otherDealId: number;

beforeEach(async () => {
	desk = await makeDesk();
	const inCharge = { responsibleId: desk.people.nizhny.manager.id, departmentId: desk.people.nizhny.department.id };
	dealId = (await aDeal(desk.workspace, inCharge)).id;
	otherDealId = (await aDeal(desk.workspace, inCharge)).id;
});

async function payment(operation: string, parameters: IDataObject, item: IDataObject = {}): Promise<IDataObject[]> {
	const nodes = [
		{ name: 'Webhook', type: 'n8n-nodes-base.webhook' },
		{ name: 'File', type: 'test.withFile' },
		{ name: 'Desk', type: 'n8n-nodes-deal-desk.dealDesk', parameters: { resource: 'payment', operation, ...parameters } as never },
	];
	const wires = operation === 'importStatement' ? (['Webhook → File', 'File → Desk'] as const) : (['Webhook → Desk'] as const);
	const { run, json } = await runWorkflow({ nodes, wires, credential: desk.credential }, [item]);
	const { error } = run.data.resultData;
	if (error) throw Object.assign(new Error(error.message), { description: error.description });
	return json('Desk');
}

const onDeal = (id: number): IDataObject => ({ subject: 'chosen', subjectId: { __rl: true, mode: 'id', value: String(id) } });
const recorded = async (amount: number, details: IDataObject = {}): Promise<number> => Number((await payment('record', { ...onDeal(dealId), amount, details }))[0]?.paymentId);

it('R-DEAL-2: a payment entered in roubles is kept to the kopeck, and the answer has the totals before and after', async () => {
	await recorded(1000);
	expect(await payment('record', { ...onDeal(dealId), amount: 2500.07, paidAt: '2026-02-20T00:30:00+07:00', details: { document: 'п/п 118' } })).toMatchObject([
		{ dealId, subjectKind: 'deal', subjectId: dealId, kopecks: 250007, document: 'п/п 118', paidAt: '2026-02-19T17:30:00.000Z', oldTotalKopecks: 100000, newTotalKopecks: 350007, changed: true, repeated: false },
	]);
});

it('R-DEAL-2: without a time the money came now; the same external key counts once', async () => {
	const first = await payment('record', { ...onDeal(dealId), amount: 10, details: { externalKey: 'bank-1' } });
	expect(first).toMatchObject([{ paidAt: '2026-03-02T06:00:00.000Z' }]);
	expect(await payment('record', { ...onDeal(dealId), amount: 10, details: { externalKey: 'bank-1' } })).toMatchObject([{ paymentId: first[0]?.paymentId, changed: false, newTotalKopecks: 1000 }]);
});

it('R-DEAL-2: a payment is given back in part and then wholly', async () => {
	const paymentId = await recorded(1000);
	expect(await payment('refund', { paymentId, amount: 300 })).toMatchObject([{ kopecks: -30000, refundOfId: paymentId, newTotalKopecks: 70000 }]);
	expect(await payment('refund', { paymentId, amount: 0 })).toMatchObject([{ kopecks: -70000, newTotalKopecks: 0 }]);
});

it('R-DEAL-2: a correction changes only what was added to it', async () => {
	const paymentId = await recorded(1000, { document: 'п/п 1', note: 'аванс' });
	expect(await payment('correct', { paymentId, changes: { amount: 900, note: '' } })).toMatchObject([{ kopecks: 90000, document: 'п/п 1', note: null, newTotalKopecks: 90000 }]);
});

it('R-DEAL-2: a payment moves to the deal it was meant for, and is deleted with a reason', async () => {
	const paymentId = await recorded(1000);
	expect(await payment('move', { paymentId, toDealId: { __rl: true, mode: 'id', value: String(otherDealId) }, reason: 'ошиблись сделкой' })).toMatchObject([{ dealId: otherDealId, from: { dealId, newTotalKopecks: 0 }, to: { dealId: otherDealId, newTotalKopecks: 100000 } }]);
	await expect(payment('delete', { paymentId, reason: ' ' })).rejects.toThrow(/Reason/);
	expect(await payment('delete', { paymentId, reason: 'задвоили' })).toMatchObject([{ deleteReason: 'задвоили', newTotalKopecks: 0 }]);
	expect(await payment('getAll', { limit: 50, filters: {} })).toEqual([]);
	expect(await payment('getAll', { limit: 50, filters: { withDeleted: true, dealId: { __rl: true, mode: 'id', value: String(otherDealId) } } })).toMatchObject([{ paymentId, deleteReason: 'задвоили' }]);
});

it('R-DEAL-2: a statement is taken in whole, or refused whole with its rows named', async () => {
	const rows = (last: string) => `Дата;Сумма;Назначение платежа\n27.02.2026;1000,50;Оплата по сделке № ${dealId}\n28.02.2026;2000;${last}\n`;
	const refusal: Error & { description?: string } = await payment('importStatement', { binaryField: 'data', zone: 'Europe/Moscow' }, { file: rows('Спасибо') }).then(() => new Error('was taken in'), (error: Error) => error);
	expect(`${refusal.message} ${refusal.description}`).toContain('Row 3');
	expect(await payment('getAll', { limit: 50, filters: {} })).toEqual([]);
	const whole = { file: rows(`Сделка № ${otherDealId}`) };
	expect(await payment('importStatement', { binaryField: 'data', zone: 'Europe/Moscow' }, whole)).toMatchObject([{ changed: true, paymentCount: 2, totalKopecks: 300050, knownRows: 0 }]);
	expect(await payment('importStatement', { binaryField: 'data', zone: 'Europe/Moscow' }, whole)).toMatchObject([{ changed: false, paymentCount: 0, knownRows: 2 }]);
});
