/** R-DEAL-1, R-DEAL-2. Money is kopecks; `paidKopecks` is recomputed from payments, never typed. */
export interface Deal {
	readonly id: number;
	readonly title: string;
	readonly pipeline: string;
	readonly stage: string;
	readonly stageCycle: number;
	readonly stageSince: number;
	readonly companyId: number | null;
	readonly contactId: number | null;
	readonly leadId: number | null;
	readonly responsibleId: number;
	readonly departmentId: number;
	/** Our legal entity that signs the contract. */
	readonly legalEntityId: number | null;
	readonly amountKopecks: number;
	readonly paidKopecks: number;
	readonly fields: Readonly<Record<string, string | number | boolean | null>>;
	readonly externalKey: string | null;
	readonly createdAt: number;
	readonly updatedAt: number;
}
