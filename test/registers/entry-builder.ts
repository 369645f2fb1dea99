import type { RegisterDefinition, RegisterEntry } from '../../src/registers/register';
import { defaultRegisters } from '../../src/registers/default-registers';

export function registerOf(code: string): RegisterDefinition {
	const definition = defaultRegisters.find((candidate) => candidate.code === code);
	if (!definition) throw new Error(`No default register ${code}`);
	return definition;
}

export const scanFile = { id: 7, hash: 'a'.repeat(64), name: 'скан.pdf' };
export const otherScan = { id: 8, hash: 'b'.repeat(64), name: 'скан-2.pdf' };
export const generatedFile = { id: 6, hash: 'c'.repeat(64), name: 'Договор СЭ-2026-0001.docx' };

/** Milliseconds of the present in these tests; the number itself means nothing. */
export const NOW = 1_772_431_200_000;
export const BEFORE = NOW - 86_400_000;

/** A contract in its first stay, generated, with its .docx. */
export function anEntryRecord(overrides: Partial<RegisterEntry> = {}): RegisterEntry {
	return {
		id: 12,
		register: 'contracts',
		number: 'СЭ-2026/0001',
		title: 'Договор на сертификацию обуви',
		companyId: 3,
		dealId: 4,
		legalEntityId: 1,
		responsibleId: 2,
		departmentId: 1,
		status: 'not_signed',
		statusCycle: 1,
		statusSince: BEFORE,
		statusReason: null,
		fields: {},
		fileId: generatedFile.id,
		fileHash: generatedFile.hash,
		fileName: generatedFile.name,
		verification: null,
		origin: 'generated',
		createdAt: BEFORE,
		updatedAt: BEFORE,
		...overrides,
	};
}

export const withScan = (overrides: Partial<RegisterEntry> = {}): RegisterEntry => anEntryRecord({ status: 'scan', statusCycle: 2, fileId: scanFile.id, fileHash: scanFile.hash, fileName: scanFile.name, ...overrides });
