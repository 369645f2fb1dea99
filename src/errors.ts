import { clipped } from './kept-text';

/* Errors quote what was sent, for people to find it; they go into answers, logs and n8n's executions, and do not repeat megabytes of it. Characters. */
const LONGEST_MESSAGE = 2_000;
const LONGEST_FIELD = 100;
const LONGEST_REASON = 400;
const LONGEST_QUOTE = 100;
/** A statement may be wrong in every one of its rows; nobody reads more of them at once. */
const MOST_FAULTS = 100;

/**
 * Errors an operator or a website form gets to read. Each says what is wrong and, in `remedy`, what to do about it.
 * Everything else that is thrown is a defect of ours and keeps its stack.
 */
export abstract class DeskError extends Error {
	abstract readonly code: string;
	/** What the reader can do, in a sentence. */
	readonly remedy: string;

	constructor(message: string, remedy = '', options?: ErrorOptions) {
		super(clipped(message, LONGEST_MESSAGE), options);
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
	readonly faults: readonly InputFault[];

	constructor(faults: readonly InputFault[], remedy = 'Correct the fields and send the whole request again; nothing was saved.') {
		const told = faults.slice(0, MOST_FAULTS).map(({ field, reason }) => ({ field: clipped(field, LONGEST_FIELD), reason: clipped(reason, LONGEST_REASON) }));
		super(told.map((fault) => `${fault.field}: ${fault.reason}`).join('; '), remedy);
		this.faults = told;
	}
}

export class NotFoundError extends DeskError {
	readonly code = 'not_found';
	constructor(readonly what: string, readonly id: number | string) {
		super(`${what} ${clipped(String(id), LONGEST_QUOTE)} does not exist in this workspace`, 'Check the id, and that the credential points at the right workspace.');
	}
}

/** A status or stage may not be reached from the present one; the allowed ones are listed (R-CON-4). */
export class MoveRefusedError extends DeskError {
	readonly code = 'move_refused';
	/** @param titles what people call the stages or statuses, by code; those that are not there are called by their code */
	constructor(readonly what: string, readonly from: string, readonly to: string, readonly allowed: readonly string[], readonly reason = '', readonly titles: ReadonlyMap<string, string> = new Map()) {
		super(
			`${what} cannot go from "${from}" to "${clipped(to, LONGEST_QUOTE)}"${reason ? `: ${reason}` : ''}`,
			allowed.length > 0 ? `Allowed from "${from}": ${allowed.join(', ')}.` : `"${from}" is final: nothing follows it.`,
		);
	}
}

/** The request makes sense but not in the present state of things. */
export class ConflictError extends DeskError {
	readonly code = 'conflict';
}
