import type { SqlTransaction } from '../../store/database';
import { DAY_MS } from '../../milliseconds';

/** A payment entered by hand carries the day on which somebody heard of it, the bank's the day of the transfer; weekends lie between. */
const WITHIN_MS = 5 * DAY_MS;

export interface AlikePayment {
	readonly paymentId: number;
	/** One of the same deal and sum, days apart at most, from elsewhere. */
	readonly alikePaymentId: number;
}

/**
 * Payments of a statement that look like ones that were entered before, by hand or by another statement. Two equal instalments
 * look so too, so this is for a person to judge; nothing is left out.
 */
export async function alikePayments(tx: SqlTransaction, statementId: number, paymentIds: readonly number[]): Promise<AlikePayment[]> {
	if (paymentIds.length === 0) return [];
	const rows = await tx.all(
		`select p.id, min(o.id) as alike_id from payments p join payments o on o.deal_id = p.deal_id and o.kopecks = p.kopecks and o.deleted_at is null
				and (o.statement_id is null or o.statement_id <> :statementId) and o.paid_at between p.paid_at - :within and p.paid_at + :within
			where p.id in (select cast(r.value ->> 'id' as bigint) from ${tx.jsonRows('payments')}) group by p.id order by p.id`,
		{ statementId, within: WITHIN_MS, payments: JSON.stringify(paymentIds.map((id) => ({ id }))) },
	);
	return rows.map((row) => ({ paymentId: Number(row.id), alikePaymentId: Number(row.alike_id) }));
}
