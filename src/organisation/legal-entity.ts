import type { VatRegime } from '../documents/vat';
import type { LegalEntityRequisites } from '../requisites/party';

/** One of our own «юрлица» (R-ORG-2). */
export interface LegalEntity {
	readonly id: number;
	readonly code: string;
	readonly shortName: string;
	readonly party: LegalEntityRequisites;
	readonly vatRegimes: readonly VatRegime[];
	/** Contract numbers of this entity, e.g. `СЭ-{yyyy}/{seq:4}` (registers/contract-number.ts). */
	readonly numberPattern: string;
	/** Where its contracts are concluded. */
	readonly city: string;
	/** The .docx in the workspace's files; null means the shipped template for its legal form. */
	readonly templateFileId: number | null;
	/** Field → reason for requisites that fail their checksum and are right nevertheless. */
	readonly overrides: Readonly<Record<string, string>>;
	readonly active: boolean;
	readonly createdAt: number;
}
