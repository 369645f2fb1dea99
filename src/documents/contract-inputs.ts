/** The facts a contract is made of (R-CON-1). Amounts are kopecks, dates `YYYY-MM-DD`, an empty text means "not filled in". */
import type { LegalEntityRequisites } from '../requisites/party';
import type { VatRegime } from './vat';

export interface OurSide extends LegalEntityRequisites {
	readonly vatRegimes: readonly VatRegime[];
}

export interface ContractLine {
	readonly title: string;
	/** Up to three decimals, e.g. 1.5 days. */
	readonly quantity: number;
	/** As in the table: «услуга», «шт.». */
	readonly unit: string;
	readonly priceKopecks: number;
	/** quantity × price, rounded half-up to the kopeck; preflight checks it. */
	readonly sumKopecks: number;
}

export interface ContractTerms {
	/** The day both sides write on the contract. */
	readonly date: string;
	readonly city: string;
	/** What is done, nominative, follows «оказать следующие услуги: »: «организация сертификации кабеля». */
	readonly subject: string;
	/** Certification scheme, e.g. «1с». */
	readonly scheme?: string;
	/** Technical regulation or standard. */
	readonly standard?: string;
	/** What is certified. */
	readonly product?: string;
	readonly lines: readonly ContractLine[];
	readonly totalKopecks: number;
	/** Working days from the last condition of the term clause. */
	readonly termWorkingDays: number;
	/** 0 or absent: paid after the act; 100: in advance; otherwise the share paid in advance. */
	readonly prepaymentPercent?: number;
	/** Fields of the operator's own templates: `{extra.name}`. */
	readonly extra?: Readonly<Record<string, string>>;
}

/** Before a number is spent: all that preflight needs (R-CON-2). */
export interface ContractDraft {
	readonly ourEntity: OurSide;
	readonly client: LegalEntityRequisites;
	readonly contract: ContractTerms;
}

export interface ContractInputs extends ContractDraft {
	readonly contract: ContractTerms & { readonly number: string };
}
