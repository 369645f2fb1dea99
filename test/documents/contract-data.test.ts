import fc from 'fast-check';
import { buildContractData, type ContractInputs } from '../../src/documents';
import { lookUp } from '../../src/documents/document-data';
import { prepaymentOf } from '../../src/documents/contract-data';
import { entrepreneurWoman } from '../requisites/sample-parties';
import { contractOfEntrepreneur, contractOfOrganisations, contractWithPerson } from './sample-contracts';

const valueOf = (inputs: ContractInputs, tag: string): unknown => {
	const value = lookUp(buildContractData(inputs), tag);
	return typeof value === 'string' ? value.replaceAll('\u00A0', ' ') : value;
};
const withTerms = (terms: Partial<ContractInputs['contract']>): ContractInputs => ({ ...contractOfOrganisations(), contract: { ...contractOfOrganisations().contract, ...terms } });

describe('buildContractData', () => {
	it('R-CON-1: says what is absent with null, so that sections skip it', () => {
		expect(valueOf(contractOfEntrepreneur(), 'executor.kpp')).toBeNull();
		expect(valueOf(contractOfEntrepreneur(), 'contract.scheme')).toBeNull();
		expect(valueOf(contractOfEntrepreneur(), 'vat.rate')).toBeNull();
		expect(valueOf(contractWithPerson(), 'client.bank')).toBeNull();
		expect(valueOf(contractWithPerson(), 'client.inn')).toBeNull();
	});

	it('R-CON-1: cleans what people paste: invisible marks, doubled spaces, a full stop after the subject', () => {
		expect(valueOf(withTerms({ subject: ' сертификация\u00AD  кабеля\u200B\t«Норд»\u0007. ' }), 'contract.subject')).toBe('сертификация кабеля «Норд»');
		expect(valueOf(withTerms({ city: 'г.Нижний Новгород' }), 'contract.city')).toBe('Нижний Новгород');
		expect(valueOf(withTerms({ city: 'город Москва' }), 'contract.city')).toBe('Москва');
		expect(valueOf(withTerms({ city: 'Городец' }), 'contract.city')).toBe('Городец');
		expect(valueOf(withTerms({ product: 'строка 1\r\nстрока 2' }), 'contract.product')).toBe('строка 1\nстрока 2');
	});

	it('R-CON-3: stored genitive forms win over computed ones', () => {
		const client = entrepreneurWoman();
		const signatory = { ...client.signatory, fullName: 'Ким Женя', gender: 'male' as const, position: 'CEO', basis: 'Ордер', fullNameGenitive: 'Кима Жени', positionGenitive: 'исполнительного директора', basisGenitive: 'ордера' };
		const inputs = { ...contractOfOrganisations(), client: { ...client, signatory } };
		expect(['fullNameGenitive', 'positionGenitive', 'basisGenitive'].map((tag) => valueOf(inputs, `client.signatory.${tag}`))).toEqual(['Кима Жени', 'исполнительного директора', 'ордера']);
		expect(valueOf(inputs, 'client.acting')).toBe('действующего');
	});

	it('R-CON-1: an advance and the rest always make the total', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1e13 }), fc.integer({ min: 0, max: 100 }), (totalKopecks, prepaymentPercent) => {
				const prepayment = prepaymentOf(withTerms({ totalKopecks, prepaymentPercent }).contract);
				expect(prepayment).toBeGreaterThanOrEqual(0);
				expect(prepayment).toBeLessThanOrEqual(totalKopecks);
				expect(Math.abs(prepayment - (totalKopecks * prepaymentPercent) / 100)).toBeLessThanOrEqual(0.51);
			}),
		);
	});

	it('R-CON-1: exactly one way to pay holds for every advance', () => {
		for (const percent of [undefined, 0, 1, 50, 99, 100]) {
			const inputs = withTerms(percent === undefined ? {} : { prepaymentPercent: percent });
			const ways = ['isInAdvance', 'isInParts', 'isAfterwards'].filter((way) => valueOf(inputs, `payment.${way}`) === true);
			expect(ways).toHaveLength(1);
		}
	});

	it('R-CON-1: the operator’s own fields are under extra', () => {
		expect(valueOf(withTerms({ extra: { delivery: 'курьером', empty: ' ' } }), 'extra.delivery')).toBe('курьером');
		expect(valueOf(withTerms({ extra: { delivery: 'курьером', empty: ' ' } }), 'extra.empty')).toBeNull();
	});
});
