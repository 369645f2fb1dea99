import { leads } from '../../store/crm-tables';
import { contains, containsPhone, either, equals, hasId, pageOf } from '../../store/page';
import type { Page, PageRequest } from '../../store/page';
import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';
import { leadPipeline, viewLead } from './lead-view';
import type { LeadView } from './lead-view';

export interface ListLeads extends PageRequest {
	/** Part of the title, client, company, phone or e-mail, or the id. */
	readonly search?: string | null;
	/** Code of a stage. */
	readonly stage?: string | null;
	readonly responsibleId?: number | null;
	readonly companyId?: number | null;
}

/** Newest first; `next` of a page, given as `after`, continues it. */
export async function listLeads(workspace: Workspace, input: ListLeads = {}): Promise<Page<LeadView>> {
	const search = input.search?.trim() ?? '';
	const found = search === '' ? [] : [either([contains(['title', 'client_name', 'company_name', 'email'], search), ...containsPhone('phone', search), ...hasId(search)])];
	const filters = [...equals('stage', input.stage), ...equals('responsible_id', input.responsibleId), ...equals('company_id', input.companyId)];
	return await workspace.read(async (query) => {
		const { items, next } = await pageOf(query, leads, [...found, ...filters], input);
		const [pipeline, people] = [await leadPipeline(query), await loadPeople(query)];
		return { items: items.map((lead) => viewLead(lead, pipeline, people)), next };
	});
}
