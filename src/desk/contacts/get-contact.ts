import type { AdvertisingConsent } from '../../crm/consent';
import type { Contact } from '../../crm/company';
import { companies, contacts } from '../../store/crm-tables';
import type { Workspace } from '../workspace';
import { mayAdvertise } from './may-advertise';

export interface ContactCard extends Contact {
	readonly companyName: string | null;
	/** Whether advertising may be sent to this person now, and why. */
	readonly advertising: AdvertisingConsent;
}

/** @throws {NotFoundError} */
export async function getContact(workspace: Workspace, contactId: number): Promise<ContactCard> {
	return await workspace.read(async (query) => {
		const contact = await contacts.get(query, contactId);
		const company = contact.companyId === null ? undefined : await companies.find(query, contact.companyId);
		return { ...contact, companyName: company?.name ?? null, advertising: await mayAdvertise(query, { contactId }) };
	});
}
