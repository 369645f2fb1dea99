import { completeParty } from '../../src/crm/complete-party';
import type { PartialParty } from '../../src/crm/complete-party';
import { InputReader } from '../../src/crm/input-reader';
import type { LegalEntityRequisites } from '../../src/requisites';

function complete(given: unknown, known: LegalEntityRequisites | null = null, inn: string | null = '7707083893') {
	const reader = new InputReader();
	return { party: completeParty(reader, given as PartialParty, known, { name: 'ООО «Ромашка»', inn }), faults: reader.faults };
}

describe("a client's requisites", () => {
	it('R-CON-2: half-filled ones are kept as they are, with the names known already', () => {
		const { party, faults } = complete({ kpp: '770701001', unknownKey: 'x' });
		expect(faults).toEqual([]);
		expect(party).toEqual({ form: 'organisation', fullName: 'ООО «Ромашка»', shortName: 'ООО «Ромашка»', inn: '7707083893', kpp: '770701001', ogrn: null, address: '', bank: null, email: '', phone: '', signatory: { fullName: '', position: '', basis: '' } });
	});

	it('R-CON-2: given ones go over the known ones, deep inside too', () => {
		const { party: known } = complete({ bank: { account: '1', bic: '2' }, signatory: { fullName: 'Иванова Анна', gender: 'female', fullNameGenitive: 'Ивановой Анны' } });
		const { party } = complete({ bank: { bic: '3' }, signatory: { position: 'Директор', fullNameGenitive: '' }, overrides: { inn: 'сверено' } }, known);
		expect(party.bank).toEqual({ account: '1', correspondentAccount: '', bankName: '', bic: '3' });
		expect(party.signatory).toEqual({ fullName: 'Иванова Анна', position: 'Директор', basis: '', gender: 'female' });
		expect(party.overrides).toEqual({ inn: 'сверено' });
	});

	it('R-ORG-2: an ИНН of twelve digits suggests an entrepreneur, a named form outweighs that', () => {
		expect(complete({}, null, '500100732259').party.form).toBe('entrepreneur');
		expect(complete({ form: 'person' }, null, '500100732259').party.form).toBe('person');
	});

	it('R-CORE-6: numbers and wrong shapes are refused by name', () => {
		const { faults } = complete({ kpp: 770701001, bank: 'сбер', signatory: { fullName: 1, gender: 'x' }, form: 'ООО' });
		expect(faults.map(({ field }) => field).sort()).toEqual(['party.bank', 'party.form', 'party.kpp', 'party.signatory.fullName', 'party.signatory.gender']);
	});
});
