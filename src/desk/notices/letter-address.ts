import type { Contact } from '../../crm/company';
import { companies, contacts, deals, leads } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import type { Addressee } from '../contacts/may-advertise';
import { registerEntries } from '../../store/register-tables';
import type { SubjectKind, SubjectRef } from '../../subject';

/** Where a letter to the client of a subject goes. */
export interface LetterAddress {
	readonly email: string;
	/** Whose it is, when a contact on record has it; consents are kept there. */
	readonly contactId: number | null;
	/** Who the client is besides: a person may have given another address this time, or refused by telephone. */
	readonly behind: readonly Addressee[];
}

type Find = (query: Queryable, id: number) => Promise<LetterAddress | null>;

const addressOf = (contact: Contact | undefined): LetterAddress | null => (contact?.email ? { email: contact.email, contactId: contact.id, behind: [] } : null);

async function contactAddress(query: Queryable, contactId: number | null): Promise<LetterAddress | null> {
	return contactId === null ? null : addressOf(await contacts.find(query, contactId));
}

/** The contact known longest, or else the address among the requisites. */
async function companyAddress(query: Queryable, companyId: number | null): Promise<LetterAddress | null> {
	if (companyId === null) return null;
	const contact = addressOf(await contacts.first(query, 'where company_id = :companyId and email is not null order by id limit 1', { companyId }));
	if (contact) return contact;
	const email = (await companies.find(query, companyId))?.party?.email.trim();
	return email ? { email, contactId: null, behind: [] } : null;
}

const ofLead: Find = async (query, id) => {
	const { email, phone, contactId } = await leads.get(query, id);
	const behind = [...(contactId === null ? [] : [{ contactId }]), ...(phone === null ? [] : [{ phone }])];
	const known = await contactAddress(query, contactId);
	if (email === null) return known && { ...known, behind };
	return { email, contactId: known?.email === email ? known.contactId : null, behind };
};

const ofDeal: Find = async (query, id) => {
	const { contactId, companyId } = await deals.get(query, id);
	return (await contactAddress(query, contactId)) ?? (await companyAddress(query, companyId));
};

const ofEntry: Find = async (query, id) => {
	const { dealId, companyId } = await registerEntries.get(query, id);
	return (dealId === null ? null : await ofDeal(query, dealId)) ?? (await companyAddress(query, companyId));
};

const finders: Partial<Record<SubjectKind, Find>> = { lead: ofLead, deal: ofDeal, entry: ofEntry, company: companyAddress, contact: contactAddress };

/** The client's e-mail behind a subject: the lead's own, the deal's contact, the company's. Null when none is known. */
export async function letterAddress(query: Queryable, subject: SubjectRef): Promise<LetterAddress | null> {
	return (await finders[subject.kind]?.(query, subject.id)) ?? null;
}
