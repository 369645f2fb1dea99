import * as fc from 'fast-check';

import { DeskError } from '../../src/errors';
import { defaultRegisters } from '../../src/registers/default-registers';
import type { RegisterDefinition, RegisterEntry } from '../../src/registers/register';
import { attachFile, changeStatus } from '../../src/registers/transition';
import { verifyScan } from '../../src/registers/verify-scan';
import { anEntryRecord, NOW } from './entry-builder';

type Step =
	| { kind: 'move'; to: string; reason: string; file: number | null }
	| { kind: 'attach'; file: number }
	| { kind: 'verify'; file: number; outcome: 'confirmed' | 'rejected' };

const fileNumber = (index: number) => ({ id: index, hash: String(index).repeat(64), name: index % 4 === 0 ? `f${index}.docx` : `f${index}.pdf` });
const fields = { issuedOn: '2026-01-01', expiresOn: '2029-01-01', trackNumber: '1' };

const stepOf = (definition: RegisterDefinition): fc.Arbitrary<Step> =>
	fc.oneof(
		{ weight: 4, arbitrary: fc.record({ kind: fc.constant('move' as const), to: fc.constantFrom(...definition.statuses.map((status) => status.code), 'nonsense'), reason: fc.constantFrom('', 'причина'), file: fc.option(fc.integer({ min: 1, max: 5 })) }) },
		{ weight: 2, arbitrary: fc.record({ kind: fc.constant('attach' as const), file: fc.integer({ min: 1, max: 5 }) }) },
		{ weight: definition.code === 'contracts' ? 2 : 0, arbitrary: fc.record({ kind: fc.constant('verify' as const), file: fc.integer({ min: 1, max: 5 }), outcome: fc.constantFrom('confirmed' as const, 'rejected' as const) }) },
	);

function apply(definition: RegisterDefinition, entry: RegisterEntry, step: Step, now: number): RegisterEntry {
	const given = Object.fromEntries(Object.entries(fields).filter(([code]) => definition.fields.some((field) => field.code === code)));
	if (step.kind === 'move') return changeStatus(definition, entry, { to: step.to, reason: step.reason, fields: given, ...(step.file !== null && { file: fileNumber(step.file) }), origin: 'by_hand' }, now).entry;
	if (step.kind === 'verify') return verifyScan(entry, { fileHash: fileNumber(step.file).hash, outcome: step.outcome, by: 'Анна', reason: 'плохо видно' }, now).entry;
	const outcome = attachFile(definition, entry, fileNumber(step.file), now);
	return outcome.kind === 'entered' ? outcome.move.entry : outcome.entry;
}

/** The whole life of an entry; refused steps leave it as it was. */
function lifeOf(definition: RegisterDefinition, steps: readonly Step[]): Array<{ before: RegisterEntry; after: RegisterEntry; step: Step }> {
	let entry = anEntryRecord({ register: definition.code, status: definition.initialStatus, fields: {} });
	return steps.map((step, index) => {
		const before = entry;
		try {
			entry = apply(definition, entry, step, NOW + index);
		} catch (error) {
			if (!(error instanceof DeskError)) throw error;
		}
		return { before, after: entry, step };
	});
}

const lives = fc.constantFrom(...defaultRegisters).chain((definition) => fc.record({ definition: fc.constant(definition), steps: fc.array(stepOf(definition), { minLength: 1, maxLength: 40 }) }));
const property = (check: (definition: RegisterDefinition, life: ReturnType<typeof lifeOf>) => void) => fc.assert(fc.property(lives, ({ definition, steps }) => check(definition, lifeOf(definition, steps))), { numRuns: 500 });

it('R-CON-4: no path leaves a final status', () => {
	property((definition, life) => {
		for (const { before, after } of life) {
			const final = definition.statuses.find((status) => status.code === before.status)?.next.length === 0;
			if (final) expect(after.status).toBe(before.status);
		}
	});
});

it('R-LEAD-5: the number of the stay never falls, and grows by one exactly when a status is entered', () => {
	property((_definition, life) => {
		for (const { before, after } of life) {
			const entered = after.statusSince !== before.statusSince;
			expect(after.statusCycle).toBe(before.statusCycle + (entered ? 1 : 0));
			if (after.status !== before.status) expect(entered).toBe(true);
		}
	});
});

it('R-CON-4: every move is one the register allows; only a rejected scan is sent back by the head', () => {
	property((definition, life) => {
		for (const { before, after, step } of life) {
			if (after.statusCycle === before.statusCycle) continue;
			if (step.kind === 'verify') expect([before.status, after.status]).toEqual(['scan', 'not_signed']);
			else expect(definition.statuses.find((status) => status.code === before.status)?.next).toContain(after.status);
		}
	});
});

it('R-CON-7: whatever happens, a confirmed scan in "scan" is the file that is attached, and no .docx ever stands there', () => {
	property((_definition, life) => {
		for (const { after } of life) {
			if (after.status !== 'scan') continue;
			expect(after.fileName).toMatch(/\.pdf$/);
			if (after.verification !== null) expect(after.verification.fileHash).toBe(after.fileHash);
		}
	});
});

it('R-CON-4: an annulled contract always says why', () => {
	property((_definition, life) => {
		for (const { after } of life) if (after.status === 'annulled') expect(after.statusReason).toBe('причина');
	});
});
