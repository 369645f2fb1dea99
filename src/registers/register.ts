import type { FileKind } from './file-kind';

/** A register is data: statuses, moves, own fields (architecture decision 8, R-REG-1). One engine serves all of them. */
export interface RegisterStatus {
	readonly code: string;
	/** What people see: «не подписан». */
	readonly title: string;
	/** Statuses that may follow. Empty: final. */
	readonly next: readonly string[];
	/** The change must say why. */
	readonly needsReason?: boolean;
	/** The entry must carry a file. */
	readonly needsFile?: boolean;
	/** What that file may be; any kept kind when absent. A scan is a picture or a PDF: the .docx we generated is not one. */
	readonly fileKinds?: readonly FileKind[];
}

export interface RegisterField {
	readonly code: string;
	readonly title: string;
	readonly type: 'text' | 'date' | 'number' | 'boolean';
	readonly required?: boolean;
	/** Must be given when entering one of these statuses, e.g. the track number on "sent to client". */
	readonly requiredIn?: readonly string[];
}

export interface RegisterDefinition {
	readonly code: string;
	readonly title: string;
	/** What one line of it is called: «Договор». */
	readonly entryTitle: string;
	readonly statuses: readonly RegisterStatus[];
	readonly initialStatus: string;
	readonly fields: readonly RegisterField[];
}

/** A kept file as an entry knows it; the bytes are found by the id. */
export interface EntryFile {
	readonly id: number;
	/** SHA-256 of the bytes, hex. */
	readonly hash: string;
	readonly name: string;
}

export type FieldValue = string | number | boolean | null;
/** Own fields of a register by code: text, ISO dates, numbers, truth values; null or absent means not filled in. */
export type EntryFields = Readonly<Record<string, FieldValue>>;

/** The check of one particular file by the head (R-CON-7): the hash says which file was seen. */
export interface Verification {
	readonly fileHash: string;
	readonly outcome: 'confirmed' | 'rejected';
	readonly by: string;
	readonly at: number;
	readonly reason: string | null;
}

export interface RegisterEntry {
	readonly id: number;
	readonly register: string;
	readonly number: string | null;
	readonly title: string;
	readonly companyId: number | null;
	readonly dealId: number | null;
	readonly legalEntityId: number | null;
	readonly responsibleId: number;
	readonly departmentId: number;
	readonly status: string;
	/** Which stay in any status this is, from 1. Replacing the file begins a new one (R-CON-7). */
	readonly statusCycle: number;
	readonly statusSince: number;
	readonly statusReason: string | null;
	readonly fields: EntryFields;
	readonly fileId: number | null;
	readonly fileHash: string | null;
	readonly fileName: string | null;
	readonly verification: Verification | null;
	readonly origin: 'generated' | 'by_hand' | 'imported';
	readonly createdAt: number;
	readonly updatedAt: number;
}
