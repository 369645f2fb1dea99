import { InvalidInputError } from '../../src/errors';
import { attachFile } from '../../src/registers/transition';
import { anEntryRecord, generatedFile, NOW, otherScan, registerOf, scanFile, withScan } from './entry-builder';

const contracts = registerOf('contracts');

it.each(['not_signed', 'cancelled', 'signed', 'original', 'annulled'])('R-CON-7: a file attached in %s is kept and the stay goes on', (status) => {
	const outcome = attachFile(contracts, anEntryRecord({ status }), scanFile, NOW);
	expect(outcome).toEqual({ kind: 'stored', entry: anEntryRecord({ status, fileId: scanFile.id, fileHash: scanFile.hash, fileName: scanFile.name, updatedAt: NOW }) });
});

it('R-CON-7: replacing the scan begins a new stay without a verification', () => {
	const verified = withScan({ statusCycle: 5, verification: { fileHash: scanFile.hash, outcome: 'confirmed', by: 'Анна', at: 1, reason: null } });
	const outcome = attachFile(contracts, verified, otherScan, NOW);
	expect(outcome.kind).toBe('entered');
	if (outcome.kind !== 'entered') return;
	expect(outcome.move).toMatchObject({ from: 'scan', to: 'scan', origin: 'by_hand' });
	expect(outcome.move.entry).toMatchObject({ status: 'scan', statusCycle: 6, statusSince: NOW, verification: null, fileHash: otherScan.hash });
});

it('R-CON-7: the very same scan again changes nothing, so a verification survives a double click', () => {
	const verified = withScan({ verification: { fileHash: scanFile.hash, outcome: 'confirmed', by: 'Анна', at: 1, reason: null } });
	expect(attachFile(contracts, verified, { ...scanFile, name: 'ещё раз.pdf' }, NOW)).toEqual({ kind: 'unchanged', entry: verified });
});

it('R-CON-7: a Word document does not replace a scan', () => {
	expect(() => attachFile(contracts, withScan(), generatedFile, NOW)).toThrow(InvalidInputError);
});

it('R-REG-1: other registers keep files in any status', () => {
	const certificate = anEntryRecord({ register: 'certificates', status: 'valid', fileId: null, fileHash: null, fileName: null });
	expect(attachFile(registerOf('certificates'), certificate, generatedFile, NOW).kind).toBe('stored');
});
