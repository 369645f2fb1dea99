import type { Deal } from '../../crm/deal';
import type { Payment } from '../../crm/payment';
import { restate } from '../../reports/month-close';
import type { Booked, RestatementReason } from '../../reports/month-close';
import { restatements } from '../../store/money-tables';
import { causeOf } from '../workspace';
import type { DeskTransaction } from '../workspace';

/** Snapshot lines and restatements of one payment added up: what the closed months hold of it. */
const bookedSql = `select close_id, deal_id, manager_id, pipeline, legal_entity_id, sum(kopecks) as kopecks from (
		select close_id, deal_id, manager_id, pipeline, legal_entity_id, kopecks from month_close_lines where payment_id = :paymentId
		union all select close_id, deal_id, manager_id, pipeline, legal_entity_id, difference_kopecks from restatements where payment_id = :paymentId) held
	group by close_id, deal_id, manager_id, pipeline, legal_entity_id having sum(kopecks) <> 0 order by close_id`;

// A department's periods do not overlap: the first that ends at or after the instant is the only one that may hold it.
const closeOfSql = `select id, from_at from month_closes where department_id = :departmentId and cutoff_at >= :at order by cutoff_at limit 1`;

interface Announced {
	readonly restatementIds: number[];
	differenceKopecks: number;
	readonly reasons: Set<RestatementReason>;
	readonly dealIds: Set<number>;
	readonly paymentIds: Set<number>;
}

/**
 * The closed months, kept true in the transaction of every change to payments and deals (R-PAY-3): what changed in them
 * becomes restatements at once, and one event for each month when the change is complete.
 */
export class Books {
	private readonly announcements = new Map<number, Announced>();

	constructor(private readonly tx: DeskTransaction) {}

	/**
	 * Holds off the closing of these departments until the transaction ends: a payment comes either before the snapshot, and
	 * is in it, or after, and is restated. To be called before anything is written; in order of id, against deadlocks.
	 */
	async hold(departmentIds: Iterable<number>): Promise<void> {
		for (const id of [...new Set(departmentIds)].sort((a, b) => a - b)) await holdDepartment(this.tx, id);
	}

	/** Compares what the closed months hold of the payment with what they should, and writes the difference. */
	async book(payment: Payment, deal: Deal, reason: RestatementReason): Promise<void> {
		const rows = await this.tx.all(bookedSql, { paymentId: payment.id });
		const booked = rows.map((row): Booked => ({
			closeId: Number(row.close_id),
			dealId: Number(row.deal_id),
			managerId: Number(row.manager_id),
			pipeline: String(row.pipeline),
			legalEntityId: row.legal_entity_id === null ? null : Number(row.legal_entity_id),
			kopecks: Number(row.kopecks),
		}));
		for (const draft of restate(booked, await this.target(payment, deal))) {
			const differenceKopecks = draft.newKopecks - draft.oldKopecks;
			const row = await restatements.insert(this.tx, { ...draft, paymentId: payment.id, differenceKopecks, reason, cause: causeOf(this.tx.call), at: this.tx.now });
			this.remember(draft.closeId, row.id, differenceKopecks, reason, draft.dealId, payment.id);
		}
	}

	private async target(payment: Payment, deal: Deal): Promise<Booked | null> {
		if (payment.deletedAt !== null) return null;
		const close = await this.tx.get(closeOfSql, { departmentId: deal.departmentId, at: payment.paidAt });
		if (!close || payment.paidAt <= Number(close.from_at)) return null;
		return { closeId: Number(close.id), dealId: deal.id, managerId: deal.responsibleId, pipeline: deal.pipeline, legalEntityId: deal.legalEntityId, kopecks: payment.kopecks };
	}

	private remember(closeId: number, restatementId: number, differenceKopecks: number, reason: RestatementReason, dealId: number, paymentId: number): void {
		let announced = this.announcements.get(closeId);
		if (!announced) this.announcements.set(closeId, (announced = { restatementIds: [], differenceKopecks: 0, reasons: new Set(), dealIds: new Set(), paymentIds: new Set() }));
		announced.restatementIds.push(restatementId);
		announced.differenceKopecks += differenceKopecks;
		announced.reasons.add(reason);
		announced.dealIds.add(dealId);
		announced.paymentIds.add(paymentId);
	}

	/** One event for each month that was restated, however many payments changed in it: the head gets one notice. */
	async announce(): Promise<void> {
		for (const [closeId, announced] of this.announcements) {
			const close = await this.tx.get(
				`select c.department_id, c.month, c.total_kopecks, (select coalesce(sum(r.difference_kopecks), 0) from restatements r where r.close_id = c.id) as restated from month_closes c where c.id = :closeId`,
				{ closeId },
			);
			const newTotalKopecks = Number(close?.total_kopecks) + Number(close?.restated);
			const dealIds = [...announced.dealIds];
			await this.tx.emit({
				kind: 'MonthRestated',
				scope: String(close?.month),
				state: announced.reasons.size === 1 ? ([...announced.reasons][0] ?? '') : 'several',
				subject: { kind: 'department', id: Number(close?.department_id) },
				data: {
					closeId,
					month: close?.month,
					departmentId: Number(close?.department_id),
					restatementIds: announced.restatementIds,
					oldTotalKopecks: newTotalKopecks - announced.differenceKopecks,
					newTotalKopecks,
					differenceKopecks: announced.differenceKopecks,
					reasons: [...announced.reasons],
					dealIds,
					paymentIds: [...announced.paymentIds],
					dealId: dealIds.length === 1 ? dealIds[0] : null,
				},
			});
		}
		this.announcements.clear();
	}
}

/** Payments, moves of deals and closes of one department take turns. On SQLite a writer is alone anyway. */
export async function holdDepartment(tx: DeskTransaction, departmentId: number): Promise<void> {
	await tx.get(`select id from departments where id = :departmentId${tx.lockRows}`, { departmentId });
}
