import type { Company, Priority } from '../../crm/company';
import { companies } from '../../store/crm-tables';
import { contains, either, equals, hasId, pageOf } from '../../store/page';
import type { Page, PageRequest } from '../../store/page';
import type { Workspace } from '../workspace';

export interface ListCompanies extends PageRequest {
	/** Part of the name or ИНН, or the id. */
	readonly search?: string | null;
	readonly priority?: Priority | '' | null;
	readonly responsibleId?: number | null;
}

/** Newest first; `next` of a page, given as `after`, continues it. */
export async function listCompanies(workspace: Workspace, input: ListCompanies = {}): Promise<Page<Company>> {
	const search = input.search?.trim() ?? '';
	const found = search === '' ? [] : [either([contains(['name', 'inn'], search), ...hasId(search)])];
	return await workspace.read(async (query) => await pageOf(query, companies, [...found, ...equals('priority', input.priority), ...equals('responsible_id', input.responsibleId)], input));
}
