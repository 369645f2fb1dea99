import type { Queryable, SqlValue } from '../../store/database';
import { registerEntries } from '../../store/register-tables';
import { loadRegisters } from '../../store/registers';
import type { Workspace } from '../workspace';
import { entryView } from './entry-view';
import type { EntryView } from './entry-view';

export interface EntryFilter {
	readonly register?: string;
	readonly status?: string;
	/** Part of the number, the title or the client's name. */
	readonly search?: string;
	readonly dealId?: number;
	readonly companyId?: number;
	readonly responsibleId?: number;
	/** The `next` of the page before; the first page when absent. */
	readonly before?: number;
	/** Entries of one page, 1 to 500; 50 when absent. */
	readonly limit?: number;
}

export interface EntryPage {
	/** Newest first. */
	readonly entries: readonly EntryView[];
	/** Give it as `before` for the next page; null when there is none. */
	readonly next: number | null;
}

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 500;

/** SQLite folds the case of Latin letters only, so a Russian word is looked for as typed, small, capital and with a capital first letter. */
function spellings(search: string): string[] {
	const small = search.toLowerCase();
	return [...new Set([search, small, search.toUpperCase(), small.charAt(0).toUpperCase() + small.slice(1)])];
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

function searchClause(search: string, params: Record<string, SqlValue>): string {
	const likes = spellings(search).map((spelling, index) => {
		params[`search${index}`] = `%${escapeLike(spelling)}%`;
		const matches = (column: string) => `${column} like :search${index} escape '\\'`;
		return `${matches('number')} or ${matches('title')} or company_id in (select c.id from companies c where ${matches('c.name')})`;
	});
	return `(${likes.join(' or ')})`;
}

function whereClause(filter: EntryFilter, params: Record<string, SqlValue>): string {
	const conditions: string[] = [];
	const equals: ReadonlyArray<readonly [string, SqlValue | undefined]> = [
		['register', filter.register],
		['status', filter.status],
		['deal_id', filter.dealId],
		['company_id', filter.companyId],
		['responsible_id', filter.responsibleId],
	];
	for (const [column, value] of equals) {
		if (value === undefined) continue;
		params[column] = value;
		conditions.push(`${column} = :${column}`);
	}
	if (filter.before !== undefined) {
		params.before = filter.before;
		conditions.push('id < :before');
	}
	const search = filter.search?.trim() ?? '';
	if (search !== '') conditions.push(searchClause(search, params));
	return conditions.length === 0 ? '' : `where ${conditions.join(' and ')} `;
}

async function page(query: Queryable, filter: EntryFilter): Promise<EntryPage> {
	const limit = Math.min(Math.max(filter.limit ?? DEFAULT_PAGE, 1), LARGEST_PAGE);
	const params: Record<string, SqlValue> = { limit: limit + 1 };
	const found = await registerEntries.select(query, `${whereClause(filter, params)}order by id desc limit :limit`, params);
	const registers = new Map((await loadRegisters(query)).map((register) => [register.code, register]));
	const shown = found.slice(0, limit);
	const entries = shown.flatMap((entry) => {
		const definition = registers.get(entry.register);
		return definition ? [entryView(definition, entry)] : [];
	});
	return { entries, next: found.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** Entries by register, status, client or words, a page at a time; pages stay right while entries are added (keyset). */
export async function listEntries(workspace: Workspace, filter: EntryFilter = {}): Promise<EntryPage> {
	return await workspace.read(async (query) => await page(query, filter));
}
