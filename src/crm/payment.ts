/** R-DEAL-2. A payment belongs to a deal; money is kopecks, a refund is negative. Instants are ms. */
export interface Payment {
	readonly id: number;
	readonly dealId: number;
	/** Never 0; negative for a refund. */
	readonly kopecks: number;
	/** When the money came, not when it was typed in: this instant decides the month (R-PAY-2). */
	readonly paidAt: number;
	/** Number of the payment order. */
	readonly document: string | null;
	readonly payer: string | null;
	readonly payerInn: string | null;
	readonly note: string | null;
	/** The payment this one gives back, wholly or in part. */
	readonly refundOfId: number | null;
	/** What makes two records the same payment; a second one with the key changes nothing. */
	readonly externalKey: string | null;
	readonly statementId: number | null;
	/** A deleted payment keeps its row and its reason; it counts nowhere. */
	readonly deletedAt: number | null;
	readonly deleteReason: string | null;
	readonly createdAt: number;
	readonly updatedAt: number;
}

/** Why a deal's paid sum changed: the state of the event `DealPaidSumChanged`. */
export const paidSumReasons = ['recorded', 'refunded', 'corrected', 'moved_in', 'moved_out', 'deleted'] as const;
export type PaidSumReason = (typeof paidSumReasons)[number];

export interface BankStatement {
	readonly id: number;
	/** SHA-256 of the file, hex. */
	readonly hash: string;
	readonly name: string;
	/** Rows with money in them, known ones included. */
	readonly rowCount: number;
	readonly paymentCount: number;
	readonly totalKopecks: number;
	readonly importedAt: number;
}
