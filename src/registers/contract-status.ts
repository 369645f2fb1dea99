/** Statuses of the contract register that the package itself acts on; an edited register must keep them (R-CON-4). */
export const contractStatus = {
	/** A generated contract starts here, a rejected scan comes back here. */
	notSigned: 'not_signed',
	/** The head verifies the attached file. */
	scan: 'scan',
	cancelled: 'cancelled',
	annulled: 'annulled',
} as const;

/** A contract in one of these is over: its deal may get another one. Its number stays taken. */
export const deadContractStatuses: readonly string[] = [contractStatus.cancelled, contractStatus.annulled];
