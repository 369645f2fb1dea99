/** Something that must be put right, or looked at, before a number is spent on a contract (R-CON-2). */
export interface Fault {
	/** Stable, for tests and workflows. */
	readonly code: string;
	/** Path in `ContractDraft`, or `template` with the tag after a colon: `template:client.kpp`. */
	readonly field: string;
	/** A short Russian sentence for a manager. */
	readonly message: string;
	/** A contract with errors is not made; warnings are for a person to accept. */
	readonly severity: 'error' | 'warning';
	/** What to do, in Russian. */
	readonly fix: string;
}

export const fault = (code: string, field: string, message: string, fix: string): Fault => ({ code, field, message, fix, severity: 'error' });
export const warning = (code: string, field: string, message: string, fix: string): Fault => ({ code, field, message, fix, severity: 'warning' });
