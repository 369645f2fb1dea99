import type { Call } from '../../call';
import type { Payment } from '../../crm/payment';
import { ConflictError } from '../../errors';
import { deals } from '../../store/crm-tables';
import { payments } from '../../store/money-tables';
import { Books } from '../reports/books';
import type { EffectOutcome, Workspace } from '../workspace';
import { recountPaidSum, reportPayment } from './paid-sum';
import type { PaidSums } from './paid-sum';

export interface PaymentMove {
	readonly paymentId: number;
	readonly toDealId: number;
	readonly reason?: string;
}

export interface PaymentMoved {
	readonly payment: Payment;
	readonly from: PaidSums & { readonly dealId: number };
	readonly to: PaidSums & { readonly dealId: number };
	readonly changed: boolean;
}

/**
 * Moves a payment to the deal it was meant for, with what was given back of it: both totals change, each with its own event (R-PAY-1), and closed months are
 * restated (R-PAY-3). A payment that is there already stays.
 * @throws {NotFoundError | ConflictError}
 */
export async function movePayment(workspace: Workspace, input: PaymentMove, call: Call): Promise<EffectOutcome<PaymentMoved>> {
	return await workspace.effect(call, 'payment move', async (tx) => {
		const before = await payments.lock(tx, input.paymentId);
		if (before.deletedAt !== null) throw new ConflictError(`Payment ${before.id} was deleted and cannot be moved`, 'Record the payment anew on the right deal.');
		// In order of id, so that two moves in opposite directions cannot wait for each other.
		const [low, high] = [Math.min(before.dealId, input.toDealId), Math.max(before.dealId, input.toDealId)];
		const first = await deals.lock(tx, low);
		const second = low === high ? first : await deals.lock(tx, high);
		const [from, to] = before.dealId === low ? [first, second] : [second, first];
		const still = (deal: typeof from) => ({ dealId: deal.id, oldTotalKopecks: deal.paidKopecks, newTotalKopecks: deal.paidKopecks });
		if (from.id === to.id) return { payment: before, from: still(from), to: still(to), changed: false };
		if (before.refundOfId !== null) throw new ConflictError(`Payment ${before.id} gives payment ${before.refundOfId} back and stays with it`, `Move payment ${before.refundOfId}: what was given back of it moves along.`);
		const books = new Books(tx);
		await books.hold([from.departmentId, to.departmentId]);
		const refunds = await payments.select(tx, 'where refund_of_id = :id and deleted_at is null order by id', { id: before.id });
		const [payment, ...moved] = [before, ...refunds].map((one): Payment => ({ ...one, dealId: to.id, updatedAt: tx.now })) as [Payment, ...Payment[]];
		for (const one of [payment, ...moved]) {
			await payments.update(tx, one.id, { dealId: to.id, updatedAt: tx.now });
			await reportPayment(tx, one, to, 'moved', { fromDealId: from.id, reason: input.reason ?? null });
		}
		const givenBack = { refundedKopecks: moved.reduce((sum, one) => sum + one.kopecks, 0) };
		const fromSums = await recountPaidSum(tx, from, payment, 'moved_out', givenBack);
		const toSums = await recountPaidSum(tx, to, payment, 'moved_in', givenBack);
		for (const one of [payment, ...moved]) await books.book(one, to, 'moved');
		await books.announce();
		return { payment, from: { dealId: from.id, ...fromSums }, to: { dealId: to.id, ...toSums }, changed: true };
	});
}
