/**
 * Errors an operator or a website form gets to read. Each says what is wrong and, in `remedy`, what to do about it.
 * Everything else that is thrown is a defect of ours and keeps its stack.
 */
export abstract class DeskError extends Error {
	abstract readonly code: string;
	/** What the reader can do, in a sentence. */
	readonly remedy: string;

	constructor(message: string, remedy = '', options?: ErrorOptions) {
		super(message, options);
		this.remedy = remedy;
		this.name = new.target.name;
	}
}

export interface InputFault {
	/** The field as the sender named it. */
	readonly field: string;
	readonly reason: string;
}

/** Input is refused whole: all faults are listed and nothing has been changed (R-CORE-6). */
export class InvalidInputError extends DeskError {
	readonly code = 'invalid_input';
	constructor(readonly faults: readonly InputFault[], remedy = 'Correct the fields and send the whole request again; nothing was saved.') {
		super(faults.map((fault) => `${fault.field}: ${fault.reason}`).join('; '), remedy);
	}
}

export class NotFoundError extends DeskError {
	readonly code = 'not_found';
	constructor(readonly what: string, readonly id: number | string) {
		super(`${what} ${id} does not exist in this workspace`, 'Check the id, and that the credential points at the right workspace.');
	}
}

/** A status or stage may not be reached from the present one; the allowed ones are listed (R-CON-4). */
export class MoveRefusedError extends DeskError {
	readonly code = 'move_refused';
	constructor(readonly what: string, readonly from: string, readonly to: string, readonly allowed: readonly string[], reason = '') {
		super(
			`${what} cannot go from "${from}" to "${to}"${reason ? `: ${reason}` : ''}`,
			allowed.length > 0 ? `Allowed from "${from}": ${allowed.join(', ')}.` : `"${from}" is final: nothing follows it.`,
		);
	}
}

/** The request makes sense but not in the present state of things. */
export class ConflictError extends DeskError {
	readonly code = 'conflict';
}
