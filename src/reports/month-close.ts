import type { CutoffRule } from './report-settings';

/** The frozen snapshot of a department's month (R-PAY-3): written once, never changed. Money in kopecks, instants in ms. */
export interface MonthClose {
	readonly id: number;
	readonly departmentId: number;
	readonly month: string;
	/** The period: after `fromAt`, up to and including `cutoffAt`. */
	readonly fromAt: number;
	readonly cutoffAt: number;
	readonly closedAt: number;
	/** More than 0 for a close that was missed at its time and caught up: the label "late". */
	readonly lateByMs: number;
	readonly totalKopecks: number;
	readonly paymentCount: number;
	/** The rule it was closed by. */
	readonly settings: CutoffRule;
}

/** To whom a payment is counted. A closed month keeps it as it was, also when the deal is handed to another manager later. */
export interface Attribution {
	readonly dealId: number;
	readonly managerId: number;
	readonly pipeline: string;
	readonly legalEntityId: number | null;
}

export interface CloseLine extends Attribution {
	readonly id: number;
	readonly closeId: number;
	readonly paymentId: number;
	readonly kopecks: number;
	readonly paidAt: number;
	readonly document: string | null;
}

/** A later change to a closed month (R-PAY-3): old and new amount of one payment in it, and why. */
export interface Restatement extends Attribution {
	readonly id: number;
	readonly closeId: number;
	readonly paymentId: number;
	readonly oldKopecks: number;
	readonly newKopecks: number;
	readonly differenceKopecks: number;
	readonly reason: RestatementReason;
	readonly at: number;
}

export const restatementReasons = ['recorded', 'refunded', 'corrected', 'moved', 'deleted', 'department_changed'] as const;
export type RestatementReason = (typeof restatementReasons)[number];

/** What the closed months hold of one payment: snapshot lines and restatements together. */
export interface Booked extends Attribution {
	readonly closeId: number;
	readonly kopecks: number;
}

export interface RestatementDraft extends Attribution {
	readonly closeId: number;
	readonly oldKopecks: number;
	readonly newKopecks: number;
}

/**
 * What has to be restated so that the closed months hold of a payment what they should (R-PAY-3). Comparing with the books,
 * not with the change, keeps "snapshot + restatements = live total" whatever came before.
 * @param booked what the closed months hold of the payment; usually one position or none
 * @param target where it belongs now; null when no closed month has it (deleted, or its period is open)
 */
export function restate(booked: readonly Booked[], target: Booked | null): RestatementDraft[] {
	const drafts: RestatementDraft[] = [];
	// A deal handed to another manager changes no closed month: the position keeps the manager it was closed with.
	const kept = target && booked.find((position) => position.closeId === target.closeId && position.dealId === target.dealId);
	for (const position of booked) {
		const newKopecks = position === kept ? target?.kopecks ?? 0 : 0;
		if (newKopecks !== position.kopecks) drafts.push(draftOf(position, position.kopecks, newKopecks));
	}
	if (target && !kept && target.kopecks !== 0) drafts.push(draftOf(target, 0, target.kopecks));
	return drafts;
}

function draftOf({ closeId, dealId, managerId, pipeline, legalEntityId }: Booked, oldKopecks: number, newKopecks: number): RestatementDraft {
	return { closeId, dealId, managerId, pipeline, legalEntityId, oldKopecks, newKopecks };
}
