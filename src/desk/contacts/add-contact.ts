import type { Contact } from '../../crm/company';
import { contacts } from '../../store/crm-tables';
import { keepSubjectState } from '../../store/subject-states';
import type { DeskTransaction } from '../workspace';

export type NewContact = Pick<Contact, 'companyId' | 'name' | 'phone' | 'email'>;

/** Makes a contact in the caller's transaction. Escalations can be bound to it: it has one state for good. */
export async function addContact(tx: DeskTransaction, contact: NewContact): Promise<Contact> {
	const made = await contacts.insert(tx, { ...contact, marketingConsentAt: null, marketingRefusedAt: null, consentSource: null, createdAt: tx.now, updatedAt: tx.now });
	await keepSubjectState(tx, { kind: 'contact', id: made.id }, { state: 'contact', cycle: 1 }, tx.call.deliveryId);
	await tx.emit({ kind: 'ContactUpdated', state: 'created', subject: { kind: 'contact', id: made.id }, data: { name: made.name, companyId: made.companyId, changed: ['created'] } });
	return made;
}
