import type { Call } from '../../call';
import { paymentFaults } from '../../crm/payment-faults';
import type { Payment } from '../../crm/payment';
import { ConflictError, InvalidInputError } from '../../errors';
import { deals } from '../../store/crm-tables';
import { payments } from '../../store/money-tables';
import { Books } from '../reports/books';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { recountPaidSum, reportPayment, unchanged } from './paid-sum';
import type { PaymentOutcome } from './paid-sum';

/** What may be corrected; an absent field stays as it is. */
export interface PaymentCorrection {
	readonly paymentId: number;
	readonly kopecks?: number;
	readonly paidAt?: number;
	readonly document?: string | null;
	readonly payer?: string | null;
	readonly note?: string | null;
}

/** The fields that would change, with their old values for the journal. */
function differences(payment: Payment, { paymentId: _, ...wanted }: PaymentCorrection): { changes: Partial<Payment>; was: Partial<Payment> } {
	const changed = Object.entries(wanted).filter(([field, value]) => value !== undefined && payment[field as keyof Payment] !== value);
	return { changes: Object.fromEntries(changed), was: Object.fromEntries(changed.map(([field]) => [field, payment[field as keyof Payment]])) };
}

/** What was given back of a payment must stay covered by it, and a refund stays one (R-DEAL-2). */
async function checkRefunds(tx: DeskTransaction, before: Payment, after: Payment): Promise<void> {
	if (after.kopecks === before.kopecks) return;
	const original = before.refundOfId === null ? after : await payments.lock(tx, before.refundOfId);
	const row = await tx.get('select coalesce(sum(kopecks), 0) as total from payments where refund_of_id = :id and id <> :self and deleted_at is null', { id: original.id, self: before.id });
	const refunded = Number(row?.total) + (before.refundOfId === null ? 0 : after.kopecks);
	if (before.refundOfId !== null && after.kopecks >= 0) throw new ConflictError(`Payment ${before.id} gives payment ${before.refundOfId} back, so its amount stays below 0`, 'Give the amount with a minus sign, or delete the refund.');
	if (original.kopecks + refunded < 0) throw new ConflictError(`Payment ${original.id} would be ${original.kopecks} kopecks, of which ${-refunded} are given back`, 'Correct or delete the refunds first.');
}

/**
 * Corrects a payment that was recorded wrongly. A closed month it stands in is restated, one that it moves into or out of by
 * its new date as well (R-PAY-3).
 * @throws {InvalidInputError | NotFoundError | ConflictError}
 */
export async function correctPayment(workspace: Workspace, input: PaymentCorrection, call: Call): Promise<EffectOutcome<PaymentOutcome>> {
	return await workspace.effect(call, 'payment correction', async (tx) => {
		const before = await payments.lock(tx, input.paymentId);
		if (before.deletedAt !== null) throw new ConflictError(`Payment ${before.id} was deleted and cannot be corrected`, 'Record the payment anew.');
		const { changes, was } = differences(before, input);
		const payment: Payment = { ...before, ...changes, updatedAt: tx.now };
		const faults = paymentFaults(payment, tx.now);
		if (faults.length > 0) throw new InvalidInputError(faults);
		const deal = await deals.lock(tx, before.dealId);
		if (Object.keys(changes).length === 0) return unchanged(before, deal);
		await checkRefunds(tx, before, payment);
		const books = new Books(tx);
		await books.hold([deal.departmentId]);
		await payments.update(tx, payment.id, { ...changes, updatedAt: tx.now });
		await reportPayment(tx, payment, deal, 'corrected', { was });
		const sums = await recountPaidSum(tx, deal, payment, 'corrected');
		await books.book(payment, deal, 'corrected');
		await books.announce();
		return { payment, ...sums, changed: true };
	});
}
