import type { Deal } from '../../crm/deal';
import { payments } from '../../store/money-tables';
import type { DeskTransaction } from '../workspace';
import { Books } from './books';

/**
 * A deal went to another department: payments in closed months leave the one report and enter the other as restatements, in
 * the mover's transaction (R-PAY-3). Nothing happens when the department stayed the same: another manager, pipeline or legal
 * entity changes no closed month. To be called after the deal was locked and saved.
 */
export async function restateDepartmentOfDeal(tx: DeskTransaction, before: Deal, after: Deal): Promise<void> {
	if (before.departmentId === after.departmentId) return;
	const books = new Books(tx);
	await books.hold([before.departmentId, after.departmentId]);
	for (const payment of await payments.select(tx, 'where deal_id = :dealId and deleted_at is null order by id', { dealId: after.id })) await books.book(payment, after, 'department_changed');
	await books.announce();
}
