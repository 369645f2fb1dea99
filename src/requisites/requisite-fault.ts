export type RequisiteFaultCode = 'missing' | 'malformed' | 'checksum' | 'mismatch' | 'not_applicable';

/** Something a person should look at before this side appears in a document. */
export interface RequisiteFault {
	/** Path in `LegalEntityRequisites`, e.g. `bank.account`. The same path is the key of `overrides`. */
	readonly field: string;
	readonly code: RequisiteFaultCode;
	/** A Russian sentence for the person who fills the card in. */
	readonly message: string;
	readonly severity: 'error' | 'warning';
}

/**
 * Only doubts can be overridden: real accounts with a failing key exist (R-ORG-2), a missing or ill-formed number can
 * not be printed at all.
 */
const OVERRIDABLE: ReadonlySet<RequisiteFaultCode> = new Set(['checksum', 'mismatch']);

/** Whether a reason was recorded for this fault; white space is not a reason. */
export function isOverridden(fault: RequisiteFault, overrides: Readonly<Record<string, string>> = {}): boolean {
	const reason = Object.hasOwn(overrides, fault.field) ? overrides[fault.field] : undefined;
	return OVERRIDABLE.has(fault.code) && reason !== undefined && reason.trim() !== '';
}

export const missing = (field: string, message: string): RequisiteFault => ({ field, code: 'missing', message, severity: 'error' });

export const malformed = (field: string, message: string): RequisiteFault => ({
	field,
	code: 'malformed',
	message,
	severity: 'error',
});

export const doubtful = (field: string, code: 'checksum' | 'mismatch' | 'not_applicable', message: string): RequisiteFault => ({
	field,
	code,
	message,
	severity: 'warning',
});
