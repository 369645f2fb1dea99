import { ConflictError, InvalidInputError, MoveRefusedError } from '../errors';
import type { InputFault } from '../errors';
import type { Origin } from '../journal/event';
import { keptText, missingFields, readFields } from './entry-fields';
import { kindOfName } from './file-kind';
import type { EntryFile, RegisterDefinition, RegisterEntry, RegisterStatus } from './register';

/** A wish to move an entry to another status. */
export interface StatusCommand {
	readonly to: string;
	readonly reason?: string;
	/** Own fields given together with the move, e.g. the track number; the others keep their values. */
	readonly fields?: Readonly<Record<string, unknown>>;
	/** A kept file that comes with the move. */
	readonly file?: EntryFile;
	readonly origin: Origin;
}

/** An entry that began a new stay in a status, and what the event about it says. */
export interface StatusMove {
	readonly entry: RegisterEntry;
	readonly from: string;
	readonly fromTitle: string;
	readonly to: string;
	readonly toTitle: string;
	readonly reason: string | null;
	readonly origin: Origin;
}

/** How an entry is called in messages: «Договор № СЭ-2026/0001», «Сертификат 12». */
export function entryName(definition: RegisterDefinition, entry: Pick<RegisterEntry, 'id' | 'number'>): string {
	return `${definition.entryTitle} ${entry.number === null ? entry.id : `№ ${entry.number}`}`;
}

export function presentStatus(definition: RegisterDefinition, entry: RegisterEntry): RegisterStatus {
	const status = definition.statuses.find((candidate) => candidate.code === entry.status);
	if (!status) throw new ConflictError(`${entryName(definition, entry)} is in the status "${entry.status}", which «${definition.title}» does not have`, 'Add the status to the register again.');
	return status;
}

const titlesOf = (definition: RegisterDefinition, codes: readonly string[]): string[] => codes.map((code) => definition.statuses.find((status) => status.code === code)?.title ?? code);

/** The status a command leads to. Refusals name what is allowed (R-CON-4). */
function statusToEnter(definition: RegisterDefinition, entry: RegisterEntry, present: RegisterStatus, to: string): RegisterStatus {
	const allowed = titlesOf(definition, present.next);
	const next = definition.statuses.find((status) => status.code === to);
	if (!next) throw new InvalidInputError([{ field: 'status', reason: `«${definition.title}» has no status "${to}"; allowed from "${present.title}": ${allowed.join(', ') || 'none, it is final'}` }]);
	if (!present.next.includes(to)) throw new MoveRefusedError(entryName(definition, entry), present.title, next.title, allowed, to === entry.status ? 'it is there already' : '');
	return next;
}

/** What is wrong with the file of an entry that is to be in `status`. */
function fileFaults(status: RegisterStatus, entry: RegisterEntry, file: EntryFile | null): InputFault[] {
	if (!status.needsFile) return [];
	if (file === null) return [{ field: 'file', reason: `the status "${status.title}" needs an attached file` }];
	// A second stay with the file that is there would only throw its verification away.
	if (entry.status === status.code && file.hash === entry.fileHash) return [{ field: 'file', reason: `it is in "${status.title}" with this very file already; attach another one` }];
	const kind = kindOfName(file.name);
	if (status.fileKinds && (kind === null || !status.fileKinds.includes(kind))) {
		return [{ field: 'file', reason: `the status "${status.title}" needs a file of the kind ${status.fileKinds.join(', ')}; "${file.name}" is not one` }];
	}
	return [];
}

const presentFile = (entry: RegisterEntry): EntryFile | null => (entry.fileId === null ? null : { id: entry.fileId, hash: entry.fileHash ?? '', name: entry.fileName ?? '' });

const withFile = (entry: RegisterEntry, file: EntryFile | null): RegisterEntry => ({ ...entry, fileId: file?.id ?? null, fileHash: file?.hash ?? null, fileName: file?.name ?? null });

/** A new stay: guards of the old one die with its cycle, and a status that has its file checked begins unchecked (R-CON-7). */
function enter(entry: RegisterEntry, status: RegisterStatus, reason: string | null, now: number): RegisterEntry {
	return {
		...entry,
		status: status.code,
		statusCycle: entry.statusCycle + 1,
		statusSince: now,
		statusReason: reason,
		verification: status.needsFile ? null : entry.verification,
		updatedAt: now,
	};
}

function asMove(definition: RegisterDefinition, before: RegisterEntry, after: RegisterEntry, origin: Origin): StatusMove {
	return { entry: after, from: before.status, fromTitle: presentStatus(definition, before).title, to: after.status, toTitle: presentStatus(definition, after).title, reason: after.statusReason, origin };
}

/**
 * Moves an entry to another status (R-CON-4, R-REG-1).
 * @throws {MoveRefusedError} when the register does not allow the move
 * @throws {InvalidInputError} with everything that the status demands and that is not there: reason, file, fields
 */
export function changeStatus(definition: RegisterDefinition, entry: RegisterEntry, command: StatusCommand, now: number): StatusMove {
	const status = statusToEnter(definition, entry, presentStatus(definition, entry), command.to);
	const reason = keptText(command.reason);
	const given = readFields(definition, command.fields ?? {});
	const fields = { ...entry.fields, ...given.values };
	const file = command.file ?? presentFile(entry);
	const faults = [
		...(status.needsReason && reason === null ? [{ field: 'reason', reason: `the status "${status.title}" needs a reason` }] : []),
		...fileFaults(status, entry, file),
		...given.faults,
		...missingFields(definition, status.code, fields),
	];
	if (faults.length > 0) throw new InvalidInputError(faults);
	return asMove(definition, entry, enter({ ...withFile(entry, file), fields }, status, reason, now), command.origin);
}

export type FileOutcome =
	/** The very same bytes were there: nothing changed. */
	| { readonly kind: 'unchanged'; readonly entry: RegisterEntry }
	| { readonly kind: 'stored'; readonly entry: RegisterEntry }
	/** The status has its file checked, so another file begins a new stay in it (R-CON-7). */
	| { readonly kind: 'entered'; readonly move: StatusMove };

/**
 * Gives an entry a file. Where the status has its file checked, another file restarts the check; elsewhere it is kept.
 * @throws {InvalidInputError} when the status does not take this kind of file
 */
export function attachFile(definition: RegisterDefinition, entry: RegisterEntry, file: EntryFile, now: number): FileOutcome {
	if (entry.fileHash === file.hash) return { kind: 'unchanged', entry };
	const status = presentStatus(definition, entry);
	const faults = fileFaults(status, entry, file);
	if (faults.length > 0) throw new InvalidInputError(faults);
	if (!status.needsFile) return { kind: 'stored', entry: { ...withFile(entry, file), updatedAt: now } };
	return { kind: 'entered', move: asMove(definition, entry, enter(withFile(entry, file), status, null, now), 'by_hand') };
}
