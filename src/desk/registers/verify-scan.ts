import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import { contractStatus } from '../../registers/contract-status';
import { CONTRACT_REGISTER } from '../../registers/default-registers';
import type { RegisterDefinition, RegisterEntry } from '../../registers/register';
import { presentStatus } from '../../registers/transition';
import { verifyScan as decide } from '../../registers/verify-scan';
import { tasks } from '../../store/notice-tables';
import { registerEntries } from '../../store/register-tables';
import { scanTexts } from '../../texts';
import { endEscalationsOn } from '../escalations/end-escalation';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { announceMove, entryFacts, entryRef, keepChange } from './keep-entry';
import { loadRegister } from './load-register';

export interface ScanVerification {
	readonly entryId: number;
	/** Hash of the file that was looked at: from the task or the link. The file attached now when absent. */
	readonly fileHash?: string;
	readonly outcome: 'confirmed' | 'rejected';
	/** Who looked at it. */
	readonly by: string;
	/** Needed for a rejection. */
	readonly reason?: string;
}

export interface ScanVerified {
	readonly entry: RegisterEntry;
	readonly outcome: 'confirmed' | 'rejected';
	/** False when the same verdict had been given before: nothing changed. */
	readonly changed: boolean;
}

async function closeVerificationTasks(tx: DeskTransaction, entry: RegisterEntry, by: string, note: string): Promise<void> {
	const open = await tasks.select(tx, `where subject_kind = 'entry' and subject_id = :id and kind = 'verification' and status = 'open' order by id${tx.lockRows}`, { id: entry.id });
	for (const task of open) {
		await tasks.update(tx, task.id, { status: 'done', closedAt: tx.now, closedBy: by, closeNote: note });
		await tx.emit({ kind: 'TaskClosed', scope: task.kind, state: 'done', subject: entryRef(entry), data: { taskId: task.id, title: task.title, closedBy: by, reason: note } });
	}
}

async function keepConfirmed(tx: DeskTransaction, definition: RegisterDefinition, before: RegisterEntry, after: RegisterEntry, by: string): Promise<void> {
	await keepChange(tx, definition, 'scan_confirmed', before, after);
	const note = scanTexts.confirmed(by);
	// The head reacted: what chased the verification stops. The wait for the original begins with the event below (R-CON-8).
	await endEscalationsOn(tx, entryRef(after), 'acknowledged', note);
	await closeVerificationTasks(tx, after, by, note);
	await tx.emit({
		kind: 'ContractScanVerified',
		scope: after.register,
		state: after.status,
		subject: entryRef(after),
		cycle: after.statusCycle,
		data: { ...entryFacts(definition, after), verifiedBy: by, verifiedAt: tx.now },
	});
}

async function keepRejected(tx: DeskTransaction, definition: RegisterDefinition, before: RegisterEntry, after: RegisterEntry, by: string, reason: string): Promise<void> {
	await keepChange(tx, definition, 'scan_rejected', before, after, reason);
	await closeVerificationTasks(tx, after, by, scanTexts.rejected(by, reason));
	await tx.emit({ kind: 'ContractScanRejected', scope: after.register, state: before.status, subject: entryRef(after), data: { ...entryFacts(definition, after), rejectedBy: by, reason } });
	await announceMove(tx, definition, {
		entry: after,
		from: before.status,
		fromTitle: presentStatus(definition, before).title,
		to: contractStatus.notSigned,
		toTitle: presentStatus(definition, after).title,
		reason,
		origin: 'rejected',
	});
}

/**
 * Records the head's verdict on the scan of a contract (R-CON-7). Confirmed: who and when are kept and the wait for the
 * original starts. Rejected: the contract is "not signed" again, with the reason. The same verdict twice is harmless.
 * @throws {ConflictError} when the file was replaced meanwhile or the contract left "scan"
 */
export async function verifyScan(workspace: Workspace, input: ScanVerification, call: Call): Promise<EffectOutcome<ScanVerified>> {
	return await workspace.effect(call, 'scan verification', async (tx) => {
		const before = await registerEntries.lock(tx, input.entryId);
		const definition = await loadRegister(tx, before.register);
		if (before.register !== CONTRACT_REGISTER) throw new InvalidInputError([{ field: 'entryId', reason: `only contracts have scans to verify, this is an entry of «${definition.title}»` }]);
		const decision = decide(before, { fileHash: input.fileHash ?? before.fileHash ?? '', outcome: input.outcome, by: input.by, reason: input.reason }, tx.now);
		const by = decision.entry.verification?.by ?? '';
		if (decision.kind === 'confirmed') await keepConfirmed(tx, definition, before, decision.entry, by);
		if (decision.kind === 'rejected') await keepRejected(tx, definition, before, decision.entry, by, decision.reason);
		return { entry: decision.entry, outcome: input.outcome, changed: decision.kind !== 'unchanged' };
	});
}
