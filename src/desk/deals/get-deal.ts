import type { Company, Contact } from '../../crm/company';
import { allowedDealStages } from '../../crm/move-deal';
import { companies, contacts, deals } from '../../store/crm-tables';
import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';
import { pipelineOf, viewDeal } from './deal-view';
import type { DealView } from './deal-view';

export interface DealDetails extends DealView {
	readonly company: Company | null;
	readonly contact: Contact | null;
	/** Codes of the stages it may be moved to now. */
	readonly allowedStages: readonly string[];
}

/** @throws {NotFoundError} */
export async function getDeal(workspace: Workspace, dealId: number): Promise<DealDetails> {
	return await workspace.read(async (query) => {
		const deal = await deals.get(query, dealId);
		const pipeline = await pipelineOf(query, deal);
		return {
			...viewDeal(deal, pipeline, await loadPeople(query)),
			company: deal.companyId === null ? null : ((await companies.find(query, deal.companyId)) ?? null),
			contact: deal.contactId === null ? null : ((await contacts.find(query, deal.contactId)) ?? null),
			allowedStages: allowedDealStages(deal, pipeline),
		};
	});
}
