import type { LegalEntityRequisites } from '../requisites/party';

/** R-PRI-1: small мелкий, medium средний, large крупный, cool крутой, key ключевой. */
export const priorities = ['small', 'medium', 'large', 'cool', 'key'] as const;
export type Priority = (typeof priorities)[number];

export interface Company {
	readonly id: number;
	readonly name: string;
	readonly inn: string | null;
	readonly priority: Priority | null;
	readonly departmentId: number | null;
	readonly responsibleId: number | null;
	/** Requisites for contracts, when they are known. */
	readonly party: LegalEntityRequisites | null;
	readonly nextCallAt: number | null;
	readonly nextLetterAt: number | null;
	readonly lastContactAt: number | null;
	readonly createdAt: number;
	readonly updatedAt: number;
}

export interface Contact {
	readonly id: number;
	readonly companyId: number | null;
	readonly name: string;
	readonly phone: string | null;
	readonly email: string | null;
	/** When advertising mail was agreed to, and from where we know; a later refusal outweighs it. */
	readonly marketingConsentAt: number | null;
	readonly marketingRefusedAt: number | null;
	readonly consentSource: string | null;
	readonly createdAt: number;
	readonly updatedAt: number;
}
