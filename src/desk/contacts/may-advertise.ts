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
 * @param behind who else this is, where the address is not all that is known of a person: their refusals count
 */
export async function mayAdvertise(query: Queryable, to: Addressee, behind: readonly Addressee[] = []): Promise<AdvertisingConsent> {
	const own = await addressed(query, to);
	const duplicates: Contact[] = [];
	const people = [...own];
	for (const one of behind) people.push(...(await addressed(query, one)));
	for (const contact of people) duplicates.push(...(await findContacts(query, contact)));
	return advertisingConsent(own, duplicates);
}
