import type { Call } from '../../call';
import type { RegisterEntry } from '../../registers/register';
import { changeStatus } from '../../registers/transition';
import { registerEntries } from '../../store/register-tables';
import { keepFile } from '../files/store-file';
import type { Upload } from '../files/store-file';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { announceFile, announceMove, keepChange } from './keep-entry';
import { loadRegister } from './load-register';

export interface StatusChange {
	readonly entryId: number;
	/** Status code to enter. */
	readonly status: string;
	readonly reason?: string;
	/** Own fields given with the move, e.g. `trackNumber`. */
	readonly fields?: Readonly<Record<string, unknown>>;
	/** A file that comes with the move; `scan` needs one. */
	readonly file?: Upload;
}

/** For use cases that are in a transaction already. */
export async function changeStatusIn(tx: DeskTransaction, change: StatusChange): Promise<RegisterEntry> {
	const before = await registerEntries.lock(tx, change.entryId);
	const definition = await loadRegister(tx, before.register);
	const file = change.file && (await keepFile(tx, change.file));
	const move = changeStatus(definition, before, { to: change.status, reason: change.reason, fields: change.fields, file, origin: 'by_hand' }, tx.now);
	await keepChange(tx, definition, 'status', before, move.entry, move.reason);
	if (file && file.hash !== before.fileHash) {
		await announceFile(tx, definition, move.entry, before.fileId === null ? null : { id: before.fileId, hash: before.fileHash ?? '', name: before.fileName ?? '' });
	}
	await announceMove(tx, definition, move);
	return move.entry;
}

/**
 * Moves an entry to another status (R-CON-4). Everything pending for the status it leaves is cancelled with the reason in
 * the journal; the robots of the new status run.
 * @throws {MoveRefusedError} with the allowed statuses
 * @throws {InvalidInputError} with everything the status demands: reason, file, fields
 */
export async function changeEntryStatus(workspace: Workspace, change: StatusChange, call: Call): Promise<EffectOutcome<RegisterEntry>> {
	return await workspace.effect(call, 'status change', async (tx) => await changeStatusIn(tx, change));
}
