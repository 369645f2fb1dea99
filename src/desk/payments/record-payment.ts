import type { Call } from '../../call';
import type { Deal } from '../../crm/deal';
import type { Payment } from '../../crm/payment';
import { paymentFaults } from '../../crm/payment-faults';
import { InvalidInputError } from '../../errors';
import { deals } from '../../store/crm-tables';
import { payments } from '../../store/money-tables';
import { Books } from '../reports/books';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { recountPaidSum, reportPayment, unchanged } from './paid-sum';
import type { PaymentOutcome } from './paid-sum';

export interface NewPayment {
	readonly dealId: number;
	/** Kopecks; negative for a refund. */
	readonly kopecks: number;
	/** ms */
	readonly paidAt: number;
	readonly document?: string | null;
	readonly payer?: string | null;
	readonly payerInn?: string | null;
	readonly note?: string | null;
	/** What makes two records the same payment, e.g. the bank's own number. */
	readonly externalKey?: string | null;
}

/** The row of a payment that nothing is known of beyond `input`. */
export function paymentRow(input: NewPayment, now: number): Omit<Payment, 'id'> {
	return {
		dealId: input.dealId,
		kopecks: input.kopecks,
		paidAt: input.paidAt,
		document: input.document ?? null,
		payer: input.payer ?? null,
		payerInn: input.payerInn ?? null,
		note: input.note ?? null,
		refundOfId: null,
		externalKey: input.externalKey ?? null,
		statementId: null,
		deletedAt: null,
		deleteReason: null,
		createdAt: now,
		updatedAt: now,
	};
}

/**
 * Adds a payment to a locked deal whose department is held: the row, the total, the closed months and the journal. For use
 * cases that are in a transaction already; they announce the books. Undefined when its external key is known.
 */
export async function addPayment(tx: DeskTransaction, deal: Deal, row: Omit<Payment, 'id'>, books: Books): Promise<PaymentOutcome | undefined> {
	const payment = await payments.insertUnlessTaken(tx, row);
	if (!payment) return undefined;
	const isRefund = payment.kopecks < 0;
	await reportPayment(tx, payment, deal, 'recorded');
	const sums = await recountPaidSum(tx, deal, payment, isRefund ? 'refunded' : 'recorded');
	await books.book(payment, deal, isRefund ? 'refunded' : 'recorded');
	return { payment, ...sums, changed: true };
}

/**
 * Records a payment on a deal (R-DEAL-2). The deal's total, the event for the head (R-PAY-1) and, for money that came in a
 * closed month, the restatement (R-PAY-3) are the same transaction. A known external key answers the payment that has it.
 * @throws {InvalidInputError | NotFoundError}
 */
export async function recordPayment(workspace: Workspace, input: NewPayment, call: Call): Promise<EffectOutcome<PaymentOutcome>> {
	return await workspace.effect(call, 'payment', async (tx) => {
		const faults = paymentFaults(input, tx.now);
		if (faults.length > 0) throw new InvalidInputError(faults);
		const deal = await deals.lock(tx, input.dealId);
		const books = new Books(tx);
		await books.hold([deal.departmentId]);
		const added = await addPayment(tx, deal, paymentRow(input, tx.now), books);
		await books.announce();
		if (added) return added;
		const known = await payments.first(tx, 'where external_key = :externalKey', { externalKey: input.externalKey ?? '' });
		if (!known) throw new InvalidInputError([{ field: 'External key', reason: 'is taken by a payment that cannot be found' }]);
		return unchanged(known, await deals.get(tx, known.dealId));
	});
}
