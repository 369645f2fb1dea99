import type { Contact } from './company';

/** By which of its contact points a known person was recognised. */
export type ContactMatch = 'phone' | 'email';

type ContactPoints = Pick<Contact, 'phone' | 'email'>;

/** Phone and e-mail together outweigh either; a phone outweighs an e-mail, which offices share more often. */
function likeness(contact: ContactPoints, given: ContactPoints): number {
	return (given.phone !== null && contact.phone === given.phone ? 2 : 0) + (given.email !== null && contact.email === given.email ? 1 : 0);
}

/**
 * The known person behind a phone and an e-mail (R-LEAD-1), or null. Of several equally alike the one with a company wins,
 * then the one known longest.
 * @param candidates contacts that share at least one of the two
 */
export function matchContact(candidates: readonly Contact[], given: ContactPoints): { contact: Contact; by: ContactMatch } | null {
	const [best] = candidates
		.filter((contact) => likeness(contact, given) > 0)
		.sort((a, b) => likeness(b, given) - likeness(a, given) || Number(b.companyId !== null) - Number(a.companyId !== null) || a.id - b.id);
	return best ? { contact: best, by: best.phone !== null && best.phone === given.phone ? 'phone' : 'email' } : null;
}
