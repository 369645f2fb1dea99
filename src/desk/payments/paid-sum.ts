import type { Deal } from '../../crm/deal';
import type { Payment, PaidSumReason } from '../../crm/payment';
import { deals } from '../../store/crm-tables';
import type { DeskTransaction } from '../workspace';

export interface PaidSums {
	readonly oldTotalKopecks: number;
	readonly newTotalKopecks: number;
}

/**
 * Recomputes a deal's paid sum from its payments (R-DEAL-2: never typed) and says so when it changed (R-PAY-1). The event
 * carries what the notice to the head needs: the payment as it is now, both totals, and the facts a link is made of.
 * @param deal locked by the caller
 */
export async function recountPaidSum(tx: DeskTransaction, deal: Deal, payment: Payment, reason: PaidSumReason, more: Readonly<Record<string, unknown>> = {}): Promise<PaidSums> {
	const row = await tx.get('select coalesce(sum(kopecks), 0) as total from payments where deal_id = :dealId and deleted_at is null', { dealId: deal.id });
	const sums = { oldTotalKopecks: deal.paidKopecks, newTotalKopecks: Number(row?.total) };
	if (sums.newTotalKopecks === sums.oldTotalKopecks) return sums;
	await deals.update(tx, deal.id, { paidKopecks: sums.newTotalKopecks, updatedAt: tx.now });
	const counts = reason !== 'deleted' && reason !== 'moved_out';
	await tx.emit({
		kind: 'DealPaidSumChanged',
		scope: deal.pipeline,
		state: reason,
		subject: { kind: 'deal', id: deal.id },
		data: {
			dealId: deal.id,
			dealTitle: deal.title,
			companyId: deal.companyId,
			departmentId: deal.departmentId,
			responsibleId: deal.responsibleId,
			paymentId: payment.id,
			/** What this payment now adds to the deal; 0 when it was deleted or moved away. */
			newPaymentKopecks: counts ? payment.kopecks : 0,
			...sums,
			differenceKopecks: sums.newTotalKopecks - sums.oldTotalKopecks,
			paidAt: payment.paidAt,
			document: payment.document,
			reason,
			...more,
		},
	});
	return sums;
}

/** The journal entry of every change to a payment, also of one that leaves the deal's total alone (R-CORE-1). */
export async function reportPayment(tx: DeskTransaction, payment: Payment, deal: Deal, state: 'recorded' | 'corrected' | 'moved' | 'deleted', more: Readonly<Record<string, unknown>> = {}): Promise<void> {
	await tx.emit({
		kind: 'PaymentChanged',
		scope: deal.pipeline,
		state,
		subject: { kind: 'deal', id: deal.id },
		data: { paymentId: payment.id, dealId: deal.id, kopecks: payment.kopecks, paidAt: payment.paidAt, document: payment.document, statementId: payment.statementId, ...more },
	});
}

/** What a use case of payments answers. */
export interface PaymentOutcome extends PaidSums {
	readonly payment: Payment;
	/** False when nothing had to be done: the payment was there already, or has the wanted values. */
	readonly changed: boolean;
}

export const unchanged = (payment: Payment, deal: Deal): PaymentOutcome => ({ payment, oldTotalKopecks: deal.paidKopecks, newTotalKopecks: deal.paidKopecks, changed: false });
