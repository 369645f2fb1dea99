import { advertisingConsent } from '../../crm/consent';
import type { AdvertisingConsent } from '../../crm/consent';
import type { Contact } from '../../crm/company';
import { contacts } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import { findContacts } from './find-contacts';

/** Who would get the advertising: a contact, or whoever has the (normalised) e-mail or phone. */
export type Addressee = { readonly contactId: number } | { readonly email: string } | { readonly phone: string };

async function addressed(query: Queryable, to: Addressee): Promise<Contact[]> {
	if ('contactId' in to) return [await contacts.get(query, to.contactId)];
	return await findContacts(query, 'email' in to ? { email: to.email, phone: null } : { email: null, phone: to.phone });
}

/**
 * The gate before every advertising letter: a consent of the addressee that no later refusal of theirs or of a duplicate
 * (same e-mail or phone) outweighs. Nobody known means no consent.
 */
export async function mayAdvertise(query: Queryable, to: Addressee): Promise<AdvertisingConsent> {
	const own = await addressed(query, to);
	const duplicates: Contact[] = [];
	for (const contact of own) duplicates.push(...(await findContacts(query, contact)));
	return advertisingConsent(own, duplicates);
}
