import { InputReader } from '../../src/crm/input-reader';
import { contentOf, readLeadRequest } from '../../src/crm/lead-request';
import type { LeadEnquiry } from '../../src/crm/lead-request';

const enquiry = { clientName: 'Сергей', phone: '8 920 123 45 67', source: 'website' };

function read(given: object) {
	const reader = new InputReader();
	return { request: readLeadRequest(reader, given as LeadEnquiry), faults: reader.faults };
}
const faultsOf = (given: object) => Object.fromEntries(read(given).faults.map(({ field, reason }) => [field, reason]));
const contentFrom = (given: object) => contentOf(read({ ...enquiry, ...given }).request);

describe('an enquiry', () => {
	it('R-LEAD-1: is normalised', () => {
		const { request, faults } = read({ ...enquiry, clientName: '  Сергей ', phone: '8 831 222-33-44 доб. 5', email: ' A@B.RU ', inn: '7707 083893', comment: '', fields: { region: ' 52 ', tests: true, list: ['а', 'б'] }, title: undefined });
		expect(faults).toEqual([]);
		expect(request).toMatchObject({ clientName: 'Сергей', phone: '+78312223344', email: 'a@b.ru', inn: '7707083893', comment: null, title: null, warnings: [] });
		expect(request.fields).toEqual({ region: '52', tests: true, list: 'а, б', inn: '7707083893', phoneExtension: '5' });
	});

	it('R-LEAD-1: all faults are told at once, each with its field', () => {
		const faults = faultsOf({ clientName: ' ', phone: 'нет', email: 'нет', inn: '123', source: '', title: 'а'.repeat(251), comment: { a: 1 }, fields: { nested: { a: 1 } }, responsibleId: 'Иван', externalKey: 'content:1' });
		expect(Object.keys(faults).sort()).toEqual(['clientName', 'comment', 'email', 'externalKey', 'fields.nested', 'inn', 'phone', 'responsibleId', 'source', 'title']);
		expect(faults.title).toBe('is 251 characters long; at most 250 are taken');
		expect(faults.clientName).toBe('is missing');
	});

	it('R-LEAD-1: a phone or an e-mail is needed, either is enough', () => {
		expect(Object.keys(faultsOf({ clientName: 'Сергей', source: 'website' }))).toEqual(['phone']);
		expect(faultsOf({ clientName: 'Сергей', source: 'website', email: 'a@b.ru' })).toEqual({});
		expect(faultsOf(enquiry)).toEqual({});
	});

	it('R-LEAD-1: a wrong phone is one fault, not also a missing one', () => {
		expect(read({ ...enquiry, phone: '12' }).faults).toHaveLength(1);
	});

	it('R-LEAD-1: keys nobody knows are left out without an error', () => {
		const { request, faults } = read({ ...enquiry, utm_source: 'ya', stage: 'converted', id: 1, createdAt: 0 });
		expect(faults).toEqual([]);
		expect(JSON.stringify(request)).not.toMatch(/utm_source|converted|createdAt/);
	});

	it('R-ORG-2: wrong control digits of an ИНН are a warning, not a refusal', () => {
		const { request, faults } = read({ ...enquiry, inn: '7707083894' });
		expect(faults).toEqual([]);
		expect(request.warnings).toEqual([expect.stringContaining('7707083894')]);
	});

	it.each([[true, true], ['on', true], ['Да', true], [1, true], [false, false], [undefined, false], ['false', false], ['', false]])('R-LEAD-1: a consent sent as %p is read as %p', (sent, understood) => {
		expect(read({ ...enquiry, marketingConsent: sent }).request.marketingConsent).toBe(understood);
	});

	it('R-CORE-6: characters that a database refuses are taken out', () => {
		expect(read({ ...enquiry, comment: 'а\u0000б\u0007\nв' }).request.comment).toBe('аб\nв');
	});
});

describe('the content of an enquiry', () => {
	it('R-LEAD-1: does not depend on spelling, blanks, the order of fields, the consent or the person in charge', () => {
		const same = [
			{ phone: '+79201234567' },
			{ clientName: ' сергей ' },
			{ fields: { b: '2', a: 'Один  два' } },
			{ fields: { a: 'один два', b: '2', c: '' } },
			{ marketingConsent: true },
			{ responsibleId: 5 },
		].map((given) => contentFrom({ fields: { a: 'Один два', b: '2' }, ...given }));
		expect(new Set(same).size).toBe(1);
	});

	it('R-LEAD-1: differs when the client says something else', () => {
		const different = [{}, { comment: 'срочно' }, { phone: '+79201234568' }, { email: 'a@b.ru' }, { clientName: 'Пётр' }, { companyName: 'ООО' }, { inn: '7707083893' }, { title: 'x' }, { source: 'call' }, { fields: { a: 1 } }, { fields: { a: '1' } }, { departmentCode: 'nn' }];
		expect(new Set(different.map(contentFrom)).size).toBe(different.length);
	});
});
