import { deals } from '../../store/crm-tables';
import { contains, either, equals, hasId, pageOf } from '../../store/page';
import type { Page, PageRequest } from '../../store/page';
import { loadPipelines } from '../../store/pipelines';
import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';
import { viewDeal } from './deal-view';
import type { DealView } from './deal-view';

export interface ListDeals extends PageRequest {
	/** Part of the title or of the company's name, or the id. */
	readonly search?: string | null;
	readonly pipeline?: string | null;
	/** Code of a stage. */
	readonly stage?: string | null;
	readonly responsibleId?: number | null;
	readonly companyId?: number | null;
}

function searched(text: string) {
	const company = contains(['name'], text);
	return either([contains(['title'], text), { sql: `company_id in (select id from companies where ${company.sql})`, params: company.params }, ...hasId(text)]);
}

/** Newest first; `next` of a page, given as `after`, continues it. */
export async function listDeals(workspace: Workspace, input: ListDeals = {}): Promise<Page<DealView>> {
	const search = input.search?.trim() ?? '';
	const filters = [...equals('pipeline', input.pipeline), ...equals('stage', input.stage), ...equals('responsible_id', input.responsibleId), ...equals('company_id', input.companyId)];
	return await workspace.read(async (query) => {
		const { items, next } = await pageOf(query, deals, [...(search === '' ? [] : [searched(search)]), ...filters], input);
		const [pipelines, people] = [await loadPipelines(query), await loadPeople(query)];
		return { items: items.map((deal) => viewDeal(deal, pipelines.find(({ code }) => code === deal.pipeline), people)), next };
	});
}
