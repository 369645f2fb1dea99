import type { Call } from '../../call';
import type { Payment } from '../../crm/payment';
import { ConflictError, InvalidInputError } from '../../errors';
import { deals } from '../../store/crm-tables';
import { payments } from '../../store/money-tables';
import { Books } from '../reports/books';
import type { EffectOutcome, Workspace } from '../workspace';
import { recountPaidSum, reportPayment, unchanged } from './paid-sum';
import type { PaymentOutcome } from './paid-sum';

export interface PaymentDeletion {
	readonly paymentId: number;
	/** Why, in words; kept with the payment. */
	readonly reason: string;
}

/**
 * Takes a payment out of all sums. Its row stays, with the reason: a statement that holds it will not bring it back, and a
 * closed month can say what it once counted (R-PAY-3). Deleting it again changes nothing.
 * @throws {InvalidInputError | NotFoundError | ConflictError}
 */
export async function deletePayment(workspace: Workspace, input: PaymentDeletion, call: Call): Promise<EffectOutcome<PaymentOutcome>> {
	if (input.reason.trim() === '') throw new InvalidInputError([{ field: 'Reason', reason: 'say why the payment is deleted' }]);
	return await workspace.effect(call, 'payment deletion', async (tx) => {
		const before = await payments.lock(tx, input.paymentId);
		const deal = await deals.lock(tx, before.dealId);
		if (before.deletedAt !== null) return unchanged(before, deal);
		const refund = await payments.first(tx, 'where refund_of_id = :id and deleted_at is null order by id limit 1', { id: before.id });
		if (refund) throw new ConflictError(`Payment ${before.id} was given back by refund ${refund.id}`, 'Delete the refund first.');
		const books = new Books(tx);
		await books.hold([deal.departmentId]);
		const deletion = { deletedAt: tx.now, deleteReason: input.reason, updatedAt: tx.now };
		const payment: Payment = { ...before, ...deletion };
		await payments.update(tx, payment.id, deletion);
		await reportPayment(tx, payment, deal, 'deleted', { reason: input.reason });
		const sums = await recountPaidSum(tx, deal, payment, 'deleted');
		await books.book(payment, deal, 'deleted');
		await books.announce();
		return { payment, ...sums, changed: true };
	});
}
