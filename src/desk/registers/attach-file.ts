import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import { contractStatus } from '../../registers/contract-status';
import { CONTRACT_REGISTER } from '../../registers/default-registers';
import type { RegisterDefinition, RegisterEntry } from '../../registers/register';
import { attachFile } from '../../registers/transition';
import { registerEntries } from '../../store/register-tables';
import { keepFile } from '../files/store-file';
import type { Upload } from '../files/store-file';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { changeStatusIn } from './change-status';
import { announceFile, announceMove, keepChange } from './keep-entry';
import { loadRegister } from './load-register';

export interface FileAttachment {
	readonly entryId: number;
	readonly file: Upload;
	/** The file is the signed scan of a contract: the contract goes to "scan", or starts its verification anew (R-CON-7). */
	readonly asScan?: boolean;
}

export interface FileAttached {
	readonly entry: RegisterEntry;
	/** False when the very same file was attached already: nothing changed. */
	readonly changed: boolean;
	/** The contract began a new stay in "scan": the head has this file to verify. */
	readonly verificationStarted: boolean;
}

async function attach(tx: DeskTransaction, definition: RegisterDefinition, before: RegisterEntry, upload: Upload): Promise<FileAttached> {
	const file = await keepFile(tx, upload);
	const outcome = attachFile(definition, before, file, tx.now);
	if (outcome.kind === 'unchanged') return { entry: before, changed: false, verificationStarted: false };
	const after = outcome.kind === 'entered' ? outcome.move.entry : outcome.entry;
	await keepChange(tx, definition, 'file', before, after);
	await announceFile(tx, definition, after, before.fileId === null ? null : { id: before.fileId, hash: before.fileHash ?? '', name: before.fileName ?? '' });
	if (outcome.kind === 'entered') await announceMove(tx, definition, outcome.move);
	return { entry: after, changed: true, verificationStarted: outcome.kind === 'entered' && after.status === contractStatus.scan };
}

/**
 * Gives an entry a file. A contract in "scan" that gets another file is verified anew.
 * @throws {InvalidInputError} when the file is empty, too large or of a kind this status does not take
 * @throws {MoveRefusedError} when `asScan` is asked where no scan may follow
 */
export async function attachEntryFile(workspace: Workspace, input: FileAttachment, call: Call): Promise<EffectOutcome<FileAttached>> {
	return await workspace.effect(call, 'file', async (tx) => {
		const before = await registerEntries.lock(tx, input.entryId);
		const definition = await loadRegister(tx, before.register);
		if (!input.asScan) return await attach(tx, definition, before, input.file);
		if (before.register !== CONTRACT_REGISTER) throw new InvalidInputError([{ field: 'asScan', reason: `only contracts have scans to verify, this is an entry of «${definition.title}»` }]);
		if (before.status === contractStatus.scan) return await attach(tx, definition, before, input.file);
		const entry = await changeStatusIn(tx, { entryId: before.id, status: contractStatus.scan, file: input.file });
		return { entry, changed: true, verificationStarted: true };
	});
}
