import { ConflictError, InvalidInputError } from '../../src/errors';
import { verifyScan } from '../../src/registers/verify-scan';
import { anEntryRecord, NOW, otherScan, scanFile, withScan } from './entry-builder';

const confirm = { fileHash: scanFile.hash, outcome: 'confirmed' as const, by: 'Анна Главная' };
const reject = { fileHash: scanFile.hash, outcome: 'rejected' as const, by: 'Анна Главная', reason: 'нет подписи' };

it('R-CON-7: a confirmed scan records who and when, and the stay goes on', () => {
	const outcome = verifyScan(withScan(), confirm, NOW);
	expect(outcome).toEqual({ kind: 'confirmed', entry: withScan({ updatedAt: NOW, verification: { fileHash: scanFile.hash, outcome: 'confirmed', by: 'Анна Главная', at: NOW, reason: null } }) });
});

it('R-CON-7: a rejected scan goes back to not signed, in a new stay, with the reason', () => {
	const outcome = verifyScan(withScan(), reject, NOW);
	expect(outcome).toMatchObject({ kind: 'rejected', reason: 'нет подписи', entry: { status: 'not_signed', statusCycle: 3, statusSince: NOW, statusReason: 'нет подписи', verification: { outcome: 'rejected' } } });
});

it('R-CON-7: a rejection must say why, and a verdict by whom', () => {
	const verdict = { ...reject, reason: ' ', by: '' };
	expect(() => verifyScan(withScan(), verdict, NOW)).toThrow(InvalidInputError);
	try {
		verifyScan(withScan(), verdict, NOW);
	} catch (error) {
		expect((error as InvalidInputError).faults.map((fault) => fault.field)).toEqual(['by', 'reason']);
	}
});

it('R-CON-7: the verdict counts for the file that was looked at, not for the one that replaced it', () => {
	const replaced = withScan({ fileHash: otherScan.hash, fileId: otherScan.id });
	expect(() => verifyScan(replaced, confirm, NOW)).toThrow(ConflictError);
	expect(() => verifyScan(replaced, confirm, NOW)).toThrow(/the file was replaced, verify the new one/);
});

it.each(['not_signed', 'cancelled', 'signed', 'original', 'annulled'])('R-CON-7: in %s there is no scan to verify', (status) => {
	expect(() => verifyScan(withScan({ status }), confirm, NOW)).toThrow(ConflictError);
	expect(() => verifyScan(anEntryRecord({ status, fileHash: scanFile.hash }), reject, NOW)).toThrow(ConflictError);
});

it('R-CON-7: confirming twice is harmless, also by somebody else, and keeps the first name and time', () => {
	const confirmed = verifyScan(withScan(), confirm, NOW).entry;
	expect(verifyScan(confirmed, { ...confirm, by: 'Пётр' }, NOW + 5_000)).toEqual({ kind: 'unchanged', entry: confirmed });
});

it('R-CON-7: rejecting twice is harmless', () => {
	const rejected = verifyScan(withScan(), reject, NOW).entry;
	expect(verifyScan(rejected, reject, NOW + 5_000)).toEqual({ kind: 'unchanged', entry: rejected });
});

it('R-CON-7: a confirmation may be taken back while the contract is in scan', () => {
	const confirmed = verifyScan(withScan(), confirm, NOW).entry;
	expect(verifyScan(confirmed, reject, NOW + 5_000)).toMatchObject({ kind: 'rejected', entry: { status: 'not_signed' } });
});

it('R-CON-7: a rejected scan cannot be confirmed without coming back to scan', () => {
	const rejected = verifyScan(withScan(), reject, NOW).entry;
	expect(() => verifyScan(rejected, confirm, NOW)).toThrow(ConflictError);
});
