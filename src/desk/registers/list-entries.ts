import type { RegisterDefinition } from '../../registers/register';
import { contains, either, equals, hasId, pageOf } from '../../store/page';
import type { Condition, Page, PageRequest } from '../../store/page';
import { registerEntries } from '../../store/register-tables';
import { loadRegisters } from '../../store/registers';
import type { Workspace } from '../workspace';
import { entryView } from './entry-view';
import type { EntryView } from './entry-view';

export interface ListEntries extends PageRequest {
	/** Register code. */
	readonly register?: string | null;
	/** Status code. */
	readonly status?: string | null;
	/** Part of the number, the title or the client's name, or the id. */
	readonly search?: string | null;
	readonly dealId?: number | null;
	readonly companyId?: number | null;
	readonly responsibleId?: number | null;
}

/** Entries of a register that somebody removed from the database stay visible, in codes instead of titles. */
const unknownRegister = (code: string): RegisterDefinition => ({ code, title: code, entryTitle: code, initialStatus: '', statuses: [], fields: [] });

function searched(text: string): Condition {
	const client = contains(['c.name'], text);
	return either([contains(['number', 'title'], text), { sql: `company_id in (select c.id from companies c where ${client.sql})`, params: client.params }, ...hasId(text)]);
}

/** Entries by register, status, client or words, newest first; `next` of a page, given as `after`, continues it. */
export async function listEntries(workspace: Workspace, input: ListEntries = {}): Promise<Page<EntryView>> {
	const search = input.search?.trim() ?? '';
	const conditions = [
		...(search === '' ? [] : [searched(search)]),
		...equals('register', input.register),
		...equals('status', input.status),
		...equals('deal_id', input.dealId),
		...equals('company_id', input.companyId),
		...equals('responsible_id', input.responsibleId),
	];
	return await workspace.read(async (query) => {
		const registers = new Map((await loadRegisters(query)).map((register) => [register.code, register]));
		const { items, next } = await pageOf(query, registerEntries, conditions, input);
		return { items: items.map((entry) => entryView(registers.get(entry.register) ?? unknownRegister(entry.register), entry)), next };
	});
}
