import { matchContact } from '../../src/crm/match-contact';
import { contact } from './builders';

const phone = '+79200000001';
const email = 'a@example.ru';
const match = (candidates: Parameters<typeof matchContact>[0], given: { phone: string | null; email: string | null } = { phone, email }) => {
	const found = matchContact(candidates, given);
	return found && [found.contact.id, found.by];
};

describe('recognising a client', () => {
	it('R-LEAD-1: both points outweigh the phone, the phone outweighs the e-mail', () => {
		const [byEmail, byPhone, byBoth] = [contact({ id: 1, email }), contact({ id: 2, phone }), contact({ id: 3, phone, email })];
		expect(match([byEmail, byPhone, byBoth])).toEqual([3, 'phone']);
		expect(match([byEmail, byPhone])).toEqual([2, 'phone']);
		expect(match([byEmail])).toEqual([1, 'email']);
	});

	it('R-LEAD-1: of several alike the one with a company wins, then the one known longest', () => {
		expect(match([contact({ id: 2, phone }), contact({ id: 5, phone, companyId: 9 }), contact({ id: 7, phone, companyId: 9 })])).toEqual([5, 'phone']);
		expect(match([contact({ id: 4, phone }), contact({ id: 2, phone })])).toEqual([2, 'phone']);
	});

	it('R-LEAD-1: two unknown points are not the same point', () => {
		expect(match([contact({ id: 1 })], { phone: null, email })).toBeNull();
	});
});
