import { ConflictError, InvalidInputError } from '../errors';
import { contractStatus } from './contract-status';
import { keptText } from './entry-fields';
import type { RegisterEntry, Verification } from './register';

/** The head's verdict on one particular file (R-CON-7). */
export interface ScanVerdict {
	/** SHA-256 of the file that was looked at. */
	readonly fileHash: string;
	readonly outcome: Verification['outcome'];
	/** Who looked at it. */
	readonly by: string;
	readonly reason?: string;
}

export type ScanOutcome =
	/** The same verdict on the same file was given before. */
	| { readonly kind: 'unchanged'; readonly entry: RegisterEntry }
	/** The contract is recorded; it stays in "scan" and waits for the original. */
	| { readonly kind: 'confirmed'; readonly entry: RegisterEntry }
	/** Back to "not signed" with the reason: a new stay. */
	| { readonly kind: 'rejected'; readonly entry: RegisterEntry; readonly reason: string };

function wasGivenBefore(entry: RegisterEntry, verdict: ScanVerdict): boolean {
	const { verification } = entry;
	if (verification === null || verification.fileHash !== verdict.fileHash || verification.outcome !== verdict.outcome || entry.fileHash !== verdict.fileHash) return false;
	return verdict.outcome === 'confirmed' ? entry.status === contractStatus.scan : entry.status === contractStatus.notSigned;
}

function checkVerdict(entry: RegisterEntry, verdict: ScanVerdict): void {
	const faults = [
		...(keptText(verdict.by) === null ? [{ field: 'by', reason: 'say who looked at the scan' }] : []),
		...(verdict.outcome === 'rejected' && keptText(verdict.reason) === null ? [{ field: 'reason', reason: 'say why the scan is rejected' }] : []),
	];
	if (faults.length > 0) throw new InvalidInputError(faults);
	const name = entry.number === null ? `Entry ${entry.id}` : `Contract № ${entry.number}`;
	if (entry.status !== contractStatus.scan) throw new ConflictError(`${name} is not in the status "scan" any more, there is nothing to verify`, 'Open the entry to see what happened since.');
	if (entry.fileHash !== verdict.fileHash) throw new ConflictError(`${name}: the file was replaced, verify the new one`, 'Open the entry and look at the file that is attached now.');
}

/**
 * Records the check of a scan. The verdict is about bytes, not about a name: it counts only while that very file is attached.
 * @throws {ConflictError} when the file was replaced or the contract left "scan"
 * @throws {InvalidInputError} when a rejection says no reason
 */
export function verifyScan(entry: RegisterEntry, verdict: ScanVerdict, now: number): ScanOutcome {
	if (wasGivenBefore(entry, verdict)) return { kind: 'unchanged', entry };
	checkVerdict(entry, verdict);
	const reason = keptText(verdict.reason);
	const checked: RegisterEntry = { ...entry, verification: { fileHash: verdict.fileHash, outcome: verdict.outcome, by: keptText(verdict.by) ?? '', at: now, reason }, updatedAt: now };
	if (verdict.outcome === 'confirmed') return { kind: 'confirmed', entry: checked };
	return {
		kind: 'rejected',
		entry: { ...checked, status: contractStatus.notSigned, statusCycle: entry.statusCycle + 1, statusSince: now, statusReason: reason },
		reason: reason ?? '',
	};
}
