import type { Contact } from '../../crm/company';
import { contacts } from '../../store/crm-tables';
import { contains, containsPhone, either, equals, hasId, pageOf } from '../../store/page';
import type { Page, PageRequest } from '../../store/page';
import type { Workspace } from '../workspace';

export interface ListContacts extends PageRequest {
	/** Part of the name, phone or e-mail, or the id. */
	readonly search?: string | null;
	readonly companyId?: number | null;
}

/** Newest first; `next` of a page, given as `after`, continues it. */
export async function listContacts(workspace: Workspace, input: ListContacts = {}): Promise<Page<Contact>> {
	const search = input.search?.trim() ?? '';
	const found = search === '' ? [] : [either([contains(['name', 'email'], search), ...containsPhone('phone', search), ...hasId(search)])];
	return await workspace.read(async (query) => await pageOf(query, contacts, [...found, ...equals('company_id', input.companyId)], input));
}
