import { correctPayment } from '../../../src/desk/payments/correct-payment';
import { deletePayment } from '../../../src/desk/payments/delete-payment';
import { listPayments } from '../../../src/desk/payments/list-payments';
import { movePayment } from '../../../src/desk/payments/move-payment';
import { recordPayment } from '../../../src/desk/payments/record-payment';
import { refundPayment } from '../../../src/desk/payments/refund-payment';
import { ConflictError, InvalidInputError, NotFoundError } from '../../../src/errors';
import { aDeal } from '../../helpers/subjects';
import { at, byHand, done, eventsOf, moneyWorld, paidSum } from './money-world';
import type { MoneyWorld } from './money-world';

let world: MoneyWorld;
beforeEach(async () => {
	world = await moneyWorld();
});
afterEach(async () => await world.close());

const paidAt = at('2026-03-02T08:00:00+03:00');
const pay = async (kopecks: number, dealId = world.deal.id) => done(await recordPayment(world.workspace, { dealId, kopecks, paidAt }, byHand())).payment;

describe('payments of a deal', () => {
	it("R-DEAL-2: the deal's paid sum is the sum of its payments, refunds included", async () => {
		await pay(100_000_00);
		await pay(25_000_50);
		await pay(-5_000_00);
		expect(await paidSum(world.workspace, world.deal.id)).toBe(120_000_50);
	});

	it('R-PAY-1: a new payment says who is told what: the deal, the new payment, old and new total', async () => {
		await pay(100_000_00);
		const second = await pay(25_000_00);
		const events = await eventsOf(world.workspace, 'DealPaidSumChanged');
		expect(events).toHaveLength(2);
		expect(events[1]).toMatchObject({
			scope: 'certification',
			state: 'recorded',
			subjectId: world.deal.id,
			data: { dealId: world.deal.id, paymentId: second.id, newPaymentKopecks: 25_000_00, oldTotalKopecks: 100_000_00, newTotalKopecks: 125_000_00, departmentId: world.people.nizhny.department.id },
		});
	});

	it('R-PAY-1: a correction that leaves the sum alone is journalled and tells nobody', async () => {
		const payment = await pay(100_00);
		const outcome = done(await correctPayment(world.workspace, { paymentId: payment.id, document: '17' }, byHand()));
		expect(outcome.payment.document).toBe('17');
		expect(await eventsOf(world.workspace, 'DealPaidSumChanged')).toHaveLength(1);
		expect((await eventsOf(world.workspace, 'PaymentChanged')).at(-1)).toMatchObject({ state: 'corrected', data: { was: { document: null } } });
	});

	it('R-PAY-1: a corrected amount changes the sum once; the same correction again changes nothing', async () => {
		const payment = await pay(100_00);
		await correctPayment(world.workspace, { paymentId: payment.id, kopecks: 70_00 }, byHand());
		const again = done(await correctPayment(world.workspace, { paymentId: payment.id, kopecks: 70_00 }, byHand()));
		expect(again.changed).toBe(false);
		expect(await paidSum(world.workspace, world.deal.id)).toBe(70_00);
		expect(await eventsOf(world.workspace, 'DealPaidSumChanged')).toHaveLength(2);
	});

	it('R-PAY-1: a payment moved to another deal changes both sums, each with its own event', async () => {
		const payment = await pay(100_00);
		const other = await aDeal(world.workspace, { responsibleId: world.people.nizhny.manager.id, departmentId: world.people.nizhny.department.id });
		const moved = done(await movePayment(world.workspace, { paymentId: payment.id, toDealId: other.id }, byHand()));
		expect(moved).toMatchObject({ changed: true, from: { oldTotalKopecks: 100_00, newTotalKopecks: 0 }, to: { oldTotalKopecks: 0, newTotalKopecks: 100_00 } });
		const events = (await eventsOf(world.workspace, 'DealPaidSumChanged')).slice(1);
		expect(events.map(({ subjectId, state, data }) => [subjectId, state, data.newPaymentKopecks, data.newTotalKopecks])).toEqual([
			[world.deal.id, 'moved_out', 0, 0],
			[other.id, 'moved_in', 100_00, 100_00],
		]);
	});

	it('R-DEAL-2: a payment moved back to an earlier deal is moved, whichever id is smaller', async () => {
		const payment = await pay(100_00, world.distantDeal.id);
		await movePayment(world.workspace, { paymentId: payment.id, toDealId: world.deal.id }, byHand());
		expect([await paidSum(world.workspace, world.deal.id), await paidSum(world.workspace, world.distantDeal.id)]).toEqual([100_00, 0]);
		expect(done(await movePayment(world.workspace, { paymentId: payment.id, toDealId: world.deal.id }, byHand())).changed).toBe(false);
	});

	it('R-DEAL-2: a deleted payment leaves the sum and keeps its row with the reason', async () => {
		const payment = await pay(100_00);
		await deletePayment(world.workspace, { paymentId: payment.id, reason: 'введена дважды' }, byHand());
		expect(await paidSum(world.workspace, world.deal.id)).toBe(0);
		expect(await listPayments(world.workspace, { dealId: world.deal.id, limit: 10 })).toEqual([]);
		expect(await listPayments(world.workspace, { dealId: world.deal.id, withDeleted: true, limit: 10 })).toEqual([expect.objectContaining({ id: payment.id, deleteReason: 'введена дважды' })]);
		expect(done(await deletePayment(world.workspace, { paymentId: payment.id, reason: 'ещё раз' }, byHand())).changed).toBe(false);
		await expect(movePayment(world.workspace, { paymentId: payment.id, toDealId: world.distantDeal.id }, byHand())).rejects.toThrow(ConflictError);
	});

	it('R-DEAL-2: a refund is a negative payment, and together refunds never exceed the payment', async () => {
		const payment = await pay(100_00);
		const first = done(await refundPayment(world.workspace, { paymentId: payment.id, kopecks: 30_00, paidAt }, byHand()));
		expect(first.payment).toMatchObject({ kopecks: -30_00, refundOfId: payment.id, dealId: world.deal.id });
		await expect(refundPayment(world.workspace, { paymentId: payment.id, kopecks: 70_01, paidAt }, byHand())).rejects.toThrow(ConflictError);
		const rest = done(await refundPayment(world.workspace, { paymentId: payment.id, paidAt }, byHand()));
		expect(rest.payment.kopecks).toBe(-70_00);
		await expect(refundPayment(world.workspace, { paymentId: payment.id, paidAt }, byHand())).rejects.toThrow(/0 kopecks left/);
		expect(await paidSum(world.workspace, world.deal.id)).toBe(0);
		expect((await eventsOf(world.workspace, 'DealPaidSumChanged')).at(-1)?.state).toBe('refunded');
		await expect(deletePayment(world.workspace, { paymentId: payment.id, reason: 'ошибка' }, byHand())).rejects.toThrow(/refund/);
	});

	it('R-DEAL-2: what was given back of a payment moves with it; a refund alone stays with its payment', async () => {
		const payment = await pay(100_00);
		const refund = done(await refundPayment(world.workspace, { paymentId: payment.id, kopecks: 30_00, paidAt }, byHand())).payment;
		await expect(movePayment(world.workspace, { paymentId: refund.id, toDealId: world.distantDeal.id }, byHand())).rejects.toThrow(`stays with it`);
		done(await movePayment(world.workspace, { paymentId: payment.id, toDealId: world.distantDeal.id }, byHand()));
		expect([await paidSum(world.workspace, world.deal.id), await paidSum(world.workspace, world.distantDeal.id)]).toEqual([0, 70_00]);
		expect((await listPayments(world.workspace, { dealId: world.distantDeal.id, limit: 10 })).map(({ id }) => id).sort()).toEqual([payment.id, refund.id].sort());
		expect((await eventsOf(world.workspace, 'DealPaidSumChanged')).at(-1)).toMatchObject({ state: 'moved_in', data: { newPaymentKopecks: 100_00, refundedKopecks: -30_00, differenceKopecks: 70_00 } });
	});

	it('R-DEAL-2: a payment is not corrected below what was given back of it, nor a refund above it', async () => {
		const payment = await pay(100_00);
		const refund = done(await refundPayment(world.workspace, { paymentId: payment.id, kopecks: 60_00, paidAt }, byHand())).payment;
		await expect(correctPayment(world.workspace, { paymentId: payment.id, kopecks: 59_99 }, byHand())).rejects.toThrow(ConflictError);
		await expect(correctPayment(world.workspace, { paymentId: refund.id, kopecks: -100_01 }, byHand())).rejects.toThrow(ConflictError);
		await expect(correctPayment(world.workspace, { paymentId: refund.id, kopecks: 1 }, byHand())).rejects.toThrow(ConflictError);
		done(await correctPayment(world.workspace, { paymentId: refund.id, kopecks: -100_00 }, byHand()));
		expect(await paidSum(world.workspace, world.deal.id)).toBe(0);
	});

	it('R-CORE-2: the same payment by its external key is recorded once', async () => {
		const record = async (kopecks: number) => done(await recordPayment(world.workspace, { dealId: world.deal.id, kopecks, paidAt, externalKey: 'bank:1' }, byHand()));
		const first = await record(100_00);
		const second = await record(999_00);
		expect([first.changed, second.changed]).toEqual([true, false]);
		expect(second.payment).toMatchObject({ id: first.payment.id, kopecks: 100_00 });
		expect(await paidSum(world.workspace, world.deal.id)).toBe(100_00);
	});

	it('R-CORE-2: a workflow that runs again records its payment once', async () => {
		const run = async () => await recordPayment(world.workspace, { dealId: world.deal.id, kopecks: 100_00, paidAt }, byHand('delivery:1:node:0'));
		expect((await run()).kind).toBe('done');
		expect((await run()).kind).toBe('repeated');
		expect(await paidSum(world.workspace, world.deal.id)).toBe(100_00);
	});

	it.each([
		['no amount', { kopecks: 0, paidAt }, ['Amount']],
		['half a kopeck', { kopecks: 10.5, paidAt }, ['Amount']],
		['a date far ahead', { kopecks: 1, paidAt: at('2062-03-02T08:00:00+03:00') }, ['Paid at']],
		['both wrong', { kopecks: 0, paidAt: Number.NaN }, ['Amount', 'Paid at']],
	])('R-CORE-6: %s is refused with all faults and nothing is saved', async (_what, input, fields) => {
		const refusal = await recordPayment(world.workspace, { dealId: world.deal.id, ...input }, byHand()).catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(InvalidInputError);
		expect((refusal as InvalidInputError).faults.map((fault) => fault.field)).toEqual(fields);
		expect(await listPayments(world.workspace, { limit: 10 })).toEqual([]);
	});

	it('R-CORE-6: a payment for a deal that is not there is refused', async () => {
		await expect(recordPayment(world.workspace, { dealId: 4711, kopecks: 1, paidAt }, byHand())).rejects.toThrow(NotFoundError);
	});
});
