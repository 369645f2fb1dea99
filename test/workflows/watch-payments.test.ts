import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { listPayments } from '../../src/desk/payments/list-payments';
import { aDeal } from '../helpers/subjects';
import { sharedDrivers } from '../helpers/temporary-workspace';
import { FORM_LOGIN, startDesk, WITH_KEY } from './desk-host';
import type { Answer, DeskHost } from './desk-host';
import { deal, noticesOn } from './what-happened';

describe.each(sharedDrivers)('on %s', (driver) => {
	let desk: DeskHost;
	let folder: string;
	let dealId: number;
	let otherDealId: number;

	beforeEach(async () => {
		desk = await startDesk(['watch-payments', 'report-failures'], { driver });
		folder = mkdtempSync(join(tmpdir(), 'deal-desk-statements-'));
		const { manager, department } = desk.organisation.nizhny;
		const inCharge = { responsibleId: manager.id, departmentId: department.id };
		[dealId, otherDealId] = [(await aDeal(desk.workspace, inCharge)).id, (await aDeal(desk.workspace, inCharge)).id];
	}, 60_000);
	afterEach(async () => {
		await desk.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	const plain = (text: string) => text.replace(/\u00a0/g, ' ');
	const told = async (id: number) => {
		await desk.settle();
		return (await noticesOn(desk.workspace, deal(id))).map(({ to, text }) => [to, plain(text)]);
	};
	const pay = async (body: Record<string, unknown>): Promise<Answer> => await desk.post('payment', { dealId, ...body });

	/** Sends a file as a browser does: multipart/form-data, of which n8n has parsed the fields and kept the file. */
	async function postStatement(content: string): Promise<Answer> {
		const filepath = join(folder, 'statement.csv');
		writeFileSync(filepath, content);
		const files = { file: { filepath, originalFilename: 'Выписка.csv', newFilename: 'statement', mimetype: 'text/csv', size: Buffer.byteLength(content) } };
		return (await desk.host.webhook('POST', 'deal-desk/statement', { headers: { ...WITH_KEY, 'content-type': 'multipart/form-data; boundary=x' }, body: { data: {}, files } })) as unknown as Answer;
	}

	it('R-PAY-1: the head hears of a payment with the new payment, old and new total, and a link to the deal', async () => {
		expect(await pay({ amount: 100_000, document: 'п/п 1' })).toMatchObject({ status: 200, body: { dealId, newTotalKopecks: 100_000_00 } });
		await pay({ amount: 25_000.5, document: 'п/п 2' });
		expect(await told(dealId)).toEqual([
			['Анна Главная', `Сделка № ${dealId}: Сертификация обуви: новая оплата 100 000,00 ₽. Было оплачено 0,00 ₽, стало 100 000,00 ₽.`],
			['Анна Главная', `Сделка № ${dealId}: Сертификация обуви: новая оплата 25 000,50 ₽. Было оплачено 100 000,00 ₽, стало 125 000,50 ₽.`],
		]);
	}, 60_000);

	it('R-DEAL-2: the same payment sent twice counts once and makes one notice', async () => {
		const once = { amount: 10, externalKey: 'bank-7' };
		expect([(await pay(once)).body.changed, (await pay(once)).body.changed]).toEqual([true, false]);
		expect(await told(dealId)).toHaveLength(1);
	}, 60_000);

	it('R-PAY-1: refunds, moves and deletions tell the head of both deals what they did to the total', async () => {
		const { paymentId } = (await pay({ amount: 1_000 })).body;
		expect((await desk.post('payment/refund', { paymentId, amount: 400 })).body).toMatchObject({ newTotalKopecks: 600_00 });
		const { paymentId: second } = (await pay({ amount: 50 })).body;
		expect((await desk.post('payment/move', { paymentId: second, toDealId: otherDealId, reason: 'ошиблись' })).status).toBe(200);
		expect((await desk.post('payment/delete', { paymentId: second, reason: 'задвоили', by: 'Анна Главная' })).body).toMatchObject({ deleteReason: 'задвоили', newTotalKopecks: 0 });
		const gist = async (id: number) => (await told(id)).map(([, text = '']) => text.replace(/^.*обуви: /, ''));
		expect(await gist(dealId)).toEqual([
			'новая оплата 1 000,00 ₽. Было оплачено 0,00 ₽, стало 1 000,00 ₽.',
			'возврат 400,00 ₽. Было оплачено 1 000,00 ₽, стало 600,00 ₽.',
			'новая оплата 50,00 ₽. Было оплачено 600,00 ₽, стало 650,00 ₽.',
			'оплата перенесена в другую сделку. Было оплачено 650,00 ₽, стало 600,00 ₽.',
		]);
		expect(await gist(otherDealId)).toEqual(['сюда перенесена оплата 50,00 ₽. Было оплачено 0,00 ₽, стало 50,00 ₽.', 'оплата удалена. Было оплачено 50,00 ₽, стало 0,00 ₽.']);
	}, 60_000);

	it('R-CORE-6: what cannot be is refused with 400 and every fault, and changes nothing', async () => {
		expect(await pay({ amount: 0, paidAt: '2027-01-01' })).toMatchObject({ status: 400, body: { faults: [{ field: 'Amount' }, { field: 'Paid at' }] } });
		expect(await pay({ dealId: 999, amount: 1 })).toMatchObject({ status: 400, body: { code: 'not_found' } });
		expect((await desk.post('payment/delete', { paymentId: 1, reason: '' })).status).toBe(400);
		expect(await listPayments(desk.workspace, { limit: 10 })).toEqual([]);
		expect(await told(dealId)).toEqual([]);
	}, 60_000);

	it('R-DEAL-2: a bank statement is refused whole with its rows named, then taken in whole, and the second time changes nothing', async () => {
		const rows = (last: string) => `Дата;Сумма;Назначение платежа\n27.02.2026;1000,50;Оплата по сделке № ${dealId}\n28.02.2026;2000;${last}\n`;
		expect(await postStatement(rows('Спасибо'))).toMatchObject({ status: 400, body: { faults: [{ field: 'Row 3' }] } });
		expect(await listPayments(desk.workspace, { limit: 10 })).toEqual([]);
		const whole = rows(`Сделка № ${otherDealId}`);
		expect(await postStatement(whole)).toMatchObject({ status: 200, body: { changed: true, paymentCount: 2, totalKopecks: 3_000_50 } });
		expect(await postStatement(whole)).toMatchObject({ status: 200, body: { changed: false, paymentCount: 0, knownRows: 2 } });
		expect([await told(dealId), await told(otherDealId)]).toEqual([[expect.anything()], [expect.anything()]]);
	}, 60_000);

	it('R-DEAL-2: a payment by form is recorded, with the new total for the page', async () => {
		const form = { 'Номер сделки': dealId, 'Сумма, руб.': 1500, 'Кто вы': 'Анна Главная' };
		await desk.host.submitForm('deal-desk/record-payment', form, FORM_LOGIN);
		await desk.host.idle(20);
		expect(plain(JSON.stringify(desk.host.executions.find(({ startNode }) => startNode === 'Form: record-payment')?.items('Record the payment of the form')))).toContain('"newTotal":"1 500,00"');
	}, 60_000);

	it('R-CORE-2: a run that fails before the notice tells the head once all the same', async () => {
		await desk.stop();
		desk = await startDesk(['watch-payments', 'report-failures'], { driver, failOnceBefore: ['Tell the head'] });
		const { manager, department } = desk.organisation.nizhny;
		dealId = (await aDeal(desk.workspace, { responsibleId: manager.id, departmentId: department.id })).id;
		await pay({ amount: 1 });
		expect(await told(dealId)).toHaveLength(1);
	}, 60_000);
});
