import type { Company, Contact } from '../../crm/company';
import type { LeadRequest } from '../../crm/lead-request';
import { matchContact } from '../../crm/match-contact';
import type { ContactMatch } from '../../crm/match-contact';
import { companies, leads } from '../../store/crm-tables';
import { findCompanyByInn } from '../companies/add-company';
import { findContacts } from '../contacts/find-contacts';
import type { DeskTransaction } from '../workspace';

/** Who an enquiry comes from, as far as they are known (R-LEAD-1). */
export interface KnownClient {
	readonly contact: Contact | null;
	readonly company: Company | null;
	readonly matchedBy: ContactMatch | 'inn' | null;
	/** Who looked after this client so far. They may have left since. */
	readonly managers: readonly number[];
}

async function lastManagerOf(tx: DeskTransaction, contact: Contact): Promise<number | null> {
	const lead = await leads.first(tx, 'where contact_id = :contactId and contact_id is not null order by id desc limit 1', { contactId: contact.id });
	return lead?.responsibleId ?? null;
}

/** Recognises a client by phone or e-mail, and the company by its ИНН: what is written on this enquiry outweighs what the contact's card says. */
export async function findClient(tx: DeskTransaction, request: Pick<LeadRequest, 'phone' | 'email' | 'inn'>): Promise<KnownClient> {
	const match = matchContact(await findContacts(tx, request), request);
	const contact = match?.contact ?? null;
	const byInn = request.inn === null ? undefined : await findCompanyByInn(tx, request.inn);
	const company = byInn ?? (contact?.companyId ? await companies.find(tx, contact.companyId) : undefined) ?? null;
	const managers = [company?.responsibleId ?? null, contact && (await lastManagerOf(tx, contact))];
	return { contact, company, matchedBy: match?.by ?? (byInn ? 'inn' : null), managers: managers.filter((id) => id !== null) };
}
