import type { Call } from '../../call';
import { paymentFaults, refundableKopecks } from '../../crm/payment-faults';
import { ConflictError, InvalidInputError } from '../../errors';
import { deals } from '../../store/crm-tables';
import { payments } from '../../store/money-tables';
import { Books } from '../reports/books';
import type { EffectOutcome, Workspace } from '../workspace';
import type { PaymentOutcome } from './paid-sum';
import { addPayment, paymentRow } from './record-payment';

export interface Refund {
	readonly paymentId: number;
	/** How much is given back, in kopecks, more than 0; all that is left when absent. */
	readonly kopecks?: number;
	/** ms */
	readonly paidAt: number;
	readonly document?: string | null;
	readonly note?: string | null;
}

/**
 * Gives money back: a negative payment on the same deal that names the one it returns (R-DEAL-2). Together the refunds of a
 * payment never exceed it.
 * @throws {InvalidInputError | NotFoundError | ConflictError}
 */
export async function refundPayment(workspace: Workspace, input: Refund, call: Call): Promise<EffectOutcome<PaymentOutcome>> {
	return await workspace.effect(call, 'refund', async (tx) => {
		const original = await payments.lock(tx, input.paymentId);
		if (original.deletedAt !== null) throw new ConflictError(`Payment ${original.id} was deleted, so there is nothing to give back`, 'Check the id of the payment.');
		const refunded = await tx.get('select coalesce(sum(kopecks), 0) as total from payments where refund_of_id = :id and deleted_at is null', { id: original.id });
		const left = refundableKopecks(original, Number(refunded?.total));
		const kopecks = input.kopecks ?? left;
		const faults = paymentFaults({ kopecks, paidAt: input.paidAt }, tx.now);
		if (kopecks < 0) faults.push({ field: 'Amount', reason: 'give the amount of a refund without a minus sign' });
		if (faults.length > 0 && left > 0) throw new InvalidInputError(faults);
		if (kopecks > left || left === 0) throw new ConflictError(`Payment ${original.id} has ${left} kopecks left to give back, not ${kopecks}`, 'Check the amount, and the refunds made before.');
		const deal = await deals.lock(tx, original.dealId);
		const books = new Books(tx);
		await books.hold([deal.departmentId]);
		const row = paymentRow({ dealId: deal.id, kopecks: -kopecks, paidAt: input.paidAt, document: input.document, note: input.note, payer: original.payer, payerInn: original.payerInn }, tx.now);
		const added = await addPayment(tx, deal, { ...row, refundOfId: original.id }, books);
		await books.announce();
		if (!added) throw new ConflictError('The refund could not be written');
		return added;
	});
}
