/** R-LEAD-1..6. Instants are ms on the workspace clock; phone and e-mail are normalised (crm/contact-point.ts). */
export interface Lead {
	readonly id: number;
	readonly title: string;
	readonly stage: string;
	/** Which stay in any stage this is, from 1; each entry, also into the same stage, is a new one (R-LEAD-5). */
	readonly stageCycle: number;
	readonly stageSince: number;
	/** How often the present stage has been entered, from 1: the third "no answer" is told apart by it. */
	readonly stageVisits: number;
	readonly responsibleId: number;
	readonly departmentId: number;
	readonly companyId: number | null;
	readonly contactId: number | null;
	readonly clientName: string;
	readonly companyName: string | null;
	readonly phone: string | null;
	readonly email: string | null;
	readonly source: string;
	readonly comment: string | null;
	/** Own fields: product, ТН ВЭД/ОКПД2 code, region, scheme, standard, deadline, objections, amount, reason … */
	readonly fields: LeadFields;
	/** The agreed time of the next call, for the stages "call later" and "postponed". */
	readonly callAt: number | null;
	readonly dealId: number | null;
	/** What makes two requests the same one (R-LEAD-1). */
	readonly externalKey: string | null;
	readonly createdAt: number;
	readonly updatedAt: number;
}

export type LeadFields = Readonly<Record<string, string | number | boolean | null>>;
