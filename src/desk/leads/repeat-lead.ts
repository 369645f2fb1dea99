import type { Lead } from '../../crm/lead';
import type { LeadRequest } from '../../crm/lead-request';
import { contacts } from '../../store/crm-tables';
import { writeConsent } from '../contacts/record-consent';
import type { DeskTransaction } from '../workspace';

/** What the repetition says that the lead does not: a corrected phone under the same key must not vanish. */
function differing(lead: Lead, request: LeadRequest): Record<string, unknown> {
	const received = { clientName: request.clientName, phone: request.phone, email: request.email, companyName: request.companyName, comment: request.comment };
	return Object.fromEntries(Object.entries(received).filter(([field, value]) => value !== null && value !== lead[field as keyof typeof received]));
}

/** A retry may arrive long after the client said no, so here a consent only fills a silence. */
async function noteFirstConsent(tx: DeskTransaction, lead: Lead, request: LeadRequest): Promise<void> {
	if (!request.marketingConsent || lead.contactId === null) return;
	const contact = await contacts.lock(tx, lead.contactId);
	if (contact.marketingConsentAt === null && contact.marketingRefusedAt === null) await writeConsent(tx, contact, 'consent', request.source);
}

/** The same request came again (R-LEAD-1): its lead stays as it is, the event says so and carries what was different. */
export async function repeatLead(tx: DeskTransaction, lead: Lead, request: LeadRequest, recognisedBy: 'externalKey' | 'content'): Promise<Lead> {
	const received = differing(lead, request);
	await tx.emit({
		kind: 'LeadRepeated',
		state: lead.stage,
		subject: { kind: 'lead', id: lead.id },
		data: { title: lead.title, source: request.source, recognisedBy, differs: Object.keys(received), received, responsibleId: lead.responsibleId },
	});
	await noteFirstConsent(tx, lead, request);
	return lead;
}
