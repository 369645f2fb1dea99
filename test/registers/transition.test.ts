import { InvalidInputError, MoveRefusedError } from '../../src/errors';
import { changeStatus } from '../../src/registers/transition';
import type { StatusCommand, StatusMove } from '../../src/registers/transition';
import type { RegisterEntry } from '../../src/registers/register';
import { anEntryRecord, generatedFile, NOW, otherScan, registerOf, scanFile, withScan } from './entry-builder';

/** Everything that any status may demand, so that only the move itself decides. */
const everything = { reason: 'так решил клиент', file: scanFile, fields: {} as Record<string, unknown>, origin: 'by_hand' as const };
const fieldsFor: Record<string, Record<string, unknown>> = { certificates: { issuedOn: '2026-01-10', expiresOn: '2029-01-09' }, originals: { trackNumber: '60390012345678' } };

// The moves people agreed on, written down apart from the register's own data: R-CON-4, R-REG-2, R-REG-3, R-REG-4.
const agreed: Record<string, Record<string, string[]>> = {
	contracts: {
		not_signed: ['signed', 'scan', 'original', 'cancelled', 'annulled'],
		cancelled: ['not_signed', 'annulled'],
		signed: ['scan', 'original', 'not_signed', 'annulled'],
		scan: ['scan', 'original', 'not_signed', 'annulled'],
		original: ['annulled'],
		annulled: [],
	},
	certificates: { draft: ['valid'], valid: ['suspended', 'ended'], suspended: ['valid', 'ended'], ended: [] },
	incoming: { received: ['in_work', 'processed'], in_work: ['processed'], processed: [] },
	originals: {
		in_preparation: ['collect_from_authority', 'in_office'],
		collect_from_authority: ['in_office', 'in_preparation'],
		in_office: ['sent_to_client', 'received'],
		sent_to_client: ['received', 'in_office'],
		received: [],
	},
	inspections: { planned: ['in_work', 'done', 'postponed'], in_work: ['done', 'postponed'], postponed: ['planned', 'in_work', 'done'], done: [] },
};

const pairs = Object.entries(agreed).flatMap(([register, moves]) => Object.keys(moves).flatMap((from) => Object.keys(moves).map((to) => ({ register, from, to, legal: moves[from]?.includes(to) ?? false }))));
const title = (register: string, status: string) => registerOf(register).statuses.find((candidate) => candidate.code === status)?.title ?? '';

function given(entry: RegisterEntry) {
	return { when: (command: StatusCommand): StatusMove => changeStatus(registerOf(entry.register), entry, command, NOW) };
}

const refusal = (work: () => unknown): MoveRefusedError | InvalidInputError => {
	try {
		work();
	} catch (error) {
		if (error instanceof MoveRefusedError || error instanceof InvalidInputError) return error;
		throw error;
	}
	throw new Error('It was allowed');
};

describe('moves of the five registers', () => {
	it('R-REG-1: the table below covers every status of every default register', () => {
		for (const [register, moves] of Object.entries(agreed)) expect(Object.keys(moves)).toEqual(registerOf(register).statuses.map((status) => status.code));
	});

	it.each(pairs.filter((pair) => pair.legal))('R-CON-4: $register may go from $from to $to and begins a new stay', ({ register, from, to }) => {
		const entry = anEntryRecord({ register, status: from, statusCycle: 3 });
		const move = given(entry).when({ ...everything, to, file: otherScan, fields: fieldsFor[register] ?? {} });
		expect(move).toMatchObject({ from, to, fromTitle: title(register, from), toTitle: title(register, to), reason: everything.reason, origin: 'by_hand' });
		expect(move.entry).toMatchObject({ status: to, statusCycle: 4, statusSince: NOW, statusReason: everything.reason, updatedAt: NOW });
	});

	it.each(pairs.filter((pair) => !pair.legal))('R-CON-4: $register may not go from $from to $to, and the refusal lists what is allowed', ({ register, from, to }) => {
		const error = refusal(() => given(anEntryRecord({ register, status: from })).when({ ...everything, to, fields: fieldsFor[register] ?? {} }));
		expect(error).toBeInstanceOf(MoveRefusedError);
		const allowed = agreed[register]?.[from]?.map((code) => title(register, code)) ?? [];
		expect((error as MoveRefusedError).allowed).toEqual(allowed);
		expect(error.message).toContain(title(register, to));
		if (allowed.length > 0) expect(error.remedy).toContain(allowed.join(', '));
		else expect(error.remedy).toContain('final');
	});
});

describe('what a status demands', () => {
	it('R-CON-4: annulment without a reason is refused', () => {
		const error = refusal(() => given(anEntryRecord()).when({ to: 'annulled', reason: '  ', origin: 'by_hand' })) as InvalidInputError;
		expect(error.faults).toEqual([{ field: 'reason', reason: 'the status "аннулирован" needs a reason' }]);
	});

	it('R-CON-7: the scan needs an attached file', () => {
		const error = refusal(() => given(anEntryRecord({ fileId: null, fileHash: null, fileName: null })).when({ to: 'scan', origin: 'by_hand' })) as InvalidInputError;
		expect(error.faults).toEqual([{ field: 'file', reason: 'the status "скан" needs an attached file' }]);
	});

	it('R-CON-7: the document we generated ourselves is no scan', () => {
		const error = refusal(() => given(anEntryRecord()).when({ to: 'scan', origin: 'by_hand' })) as InvalidInputError;
		expect(error.faults).toHaveLength(1);
		expect(error.faults[0]).toMatchObject({ field: 'file', reason: expect.stringContaining(generatedFile.name) });
	});

	it('R-CON-7: a scan that was attached before is enough', () => {
		const { entry } = given(withScan({ status: 'not_signed' })).when({ to: 'scan', origin: 'by_hand' });
		expect(entry).toMatchObject({ status: 'scan', fileHash: scanFile.hash });
	});

	it('R-CON-7: entering the scan again drops the verification, so the head looks at the new file', () => {
		const verified = withScan({ verification: { fileHash: scanFile.hash, outcome: 'confirmed', by: 'Анна', at: NOW, reason: null } });
		expect(given(verified).when({ to: 'scan', file: otherScan, origin: 'by_hand' }).entry).toMatchObject({ verification: null, fileHash: otherScan.hash });
	});

	it('R-CON-7: the same scan again would only lose its verification and is refused', () => {
		const error = refusal(() => given(withScan()).when({ to: 'scan', file: scanFile, origin: 'by_hand' })) as InvalidInputError;
		expect(error.faults.map((fault) => fault.field)).toEqual(['file']);
	});

	it('R-CON-9: the original keeps who confirmed the scan', () => {
		const verification = { fileHash: scanFile.hash, outcome: 'confirmed' as const, by: 'Анна', at: NOW, reason: null };
		expect(given(withScan({ verification })).when({ to: 'original', origin: 'by_hand' }).entry.verification).toEqual(verification);
	});

	it('R-REG-2: sending an original to the client needs the track number', () => {
		const inOffice = anEntryRecord({ register: 'originals', status: 'in_office' });
		const error = refusal(() => given(inOffice).when({ to: 'sent_to_client', origin: 'by_hand' })) as InvalidInputError;
		expect(error.faults).toEqual([{ field: 'trackNumber', reason: '«Трек-номер» must be filled in for the status "Отправлен клиенту"' }]);
		expect(given(inOffice).when({ to: 'sent_to_client', fields: { trackNumber: 60390012345678 }, origin: 'by_hand' }).entry.fields).toEqual({ trackNumber: '60390012345678' });
	});

	it('R-CORE-6: a missing reason, a missing field, an unknown field and a wrong date are named together', () => {
		const valid = anEntryRecord({ register: 'certificates', status: 'suspended', fields: {} });
		const error = refusal(() => given(valid).when({ to: 'valid', fields: { issuedOn: '30.04.2026', colour: 'red' }, origin: 'by_hand' })) as InvalidInputError;
		expect(error.faults.map((fault) => fault.field).sort()).toEqual(['colour', 'expiresOn', 'issuedOn', 'issuedOn']);
	});

	it('R-CON-4: an unknown status is named with those that are allowed', () => {
		const error = refusal(() => given(anEntryRecord({ status: 'cancelled' })).when({ to: 'sgined', origin: 'by_hand' })) as InvalidInputError;
		expect(error.faults[0]?.reason).toContain('не подписан, аннулирован');
	});

	it('R-REG-1: fields that come with a move change, the others stay', () => {
		const entry = anEntryRecord({ fields: { clientNumber: '17/А', amountKopecks: 500 } });
		expect(given(entry).when({ to: 'signed', fields: { clientNumber: '18/А' }, origin: 'by_hand' }).entry.fields).toEqual({ clientNumber: '18/А', amountKopecks: 500 });
	});

	it('R-CON-4: the entry that was moved stays as it was', () => {
		const entry = Object.freeze(anEntryRecord());
		given(entry).when({ to: 'signed', origin: 'by_hand' });
		expect(entry).toEqual(anEntryRecord());
	});
});
