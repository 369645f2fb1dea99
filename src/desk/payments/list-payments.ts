import type { Payment } from '../../crm/payment';
import { payments } from '../../store/money-tables';
import { rowsFor } from '../../store/page';
import type { Workspace } from '../workspace';

export interface PaymentQuery {
	readonly dealId?: number;
	/** ms; payments at the instant itself are not included. */
	readonly paidAfter?: number;
	/** ms; payments at the instant itself are included: the periods of the report. */
	readonly paidUpTo?: number;
	readonly withDeleted?: boolean;
	/** Keyset: the id of the last payment seen. */
	readonly afterId?: number;
	readonly limit: number;
}

/** Payments in order of id, page by page. */
export async function listPayments(workspace: Workspace, query: PaymentQuery): Promise<Payment[]> {
	const clauses = ['id > :afterId'];
	if (query.dealId !== undefined) clauses.push('deal_id = :dealId');
	if (query.paidAfter !== undefined) clauses.push('paid_at > :paidAfter');
	if (query.paidUpTo !== undefined) clauses.push('paid_at <= :paidUpTo');
	if (!query.withDeleted) clauses.push('deleted_at is null');
	const { dealId, paidAfter, paidUpTo } = query;
	return await workspace.read(
		async (reading) =>
			await payments.select(reading, `where ${clauses.join(' and ')} order by id limit :limit`, {
				afterId: query.afterId ?? 0,
				limit: rowsFor(query.limit),
				...(dealId !== undefined && { dealId }),
				...(paidAfter !== undefined && { paidAfter }),
				...(paidUpTo !== undefined && { paidUpTo }),
			}),
	);
}
