import type { Contact } from '../../crm/company';
import { contacts } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';

/** More people than that behind one number is a call centre, not a duplicate. */
const MOST = 100;

/** Contacts that share the phone or the e-mail, those known longest first. */
export async function findContacts(query: Queryable, { phone, email }: Pick<Contact, 'phone' | 'email'>): Promise<Contact[]> {
	const byPhone = phone === null ? [] : await contacts.select(query, 'where phone = :phone and phone is not null order by id limit :most', { phone, most: MOST });
	const byEmail = email === null ? [] : await contacts.select(query, 'where email = :email and email is not null order by id limit :most', { email, most: MOST });
	const found = new Map([...byPhone, ...byEmail].map((contact) => [contact.id, contact]));
	return [...found.values()].sort((a, b) => a.id - b.id);
}
