import type { Company, Contact } from '../../crm/company';
import { allowedLeadStages } from '../../crm/move-lead';
import { companies, contacts, leads } from '../../store/crm-tables';
import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';
import { leadPipeline, viewLead } from './lead-view';
import type { LeadView } from './lead-view';

export interface LeadDetails extends LeadView {
	readonly company: Company | null;
	readonly contact: Contact | null;
	/** Codes of the stages it may be moved to now. */
	readonly allowedStages: readonly string[];
}

/** @throws {NotFoundError} */
export async function getLead(workspace: Workspace, leadId: number): Promise<LeadDetails> {
	return await workspace.read(async (query) => {
		const lead = await leads.get(query, leadId);
		const pipeline = await leadPipeline(query);
		return {
			...viewLead(lead, pipeline, await loadPeople(query)),
			company: lead.companyId === null ? null : ((await companies.find(query, lead.companyId)) ?? null),
			contact: lead.contactId === null ? null : ((await contacts.find(query, lead.contactId)) ?? null),
			allowedStages: allowedLeadStages(lead, pipeline),
		};
	});
}
