import { contains, either, hasId } from '../../store/page';
import type { Workspace } from '../workspace';

/** What a person picks from a list in the editor. */
export const pickableKinds = ['company', 'contact', 'deal', 'department', 'employee', 'entry', 'lead', 'legalEntity', 'task'] as const;
export type PickableKind = (typeof pickableKinds)[number];

export interface PickedRecord {
	readonly id: number;
	/** «№ 12: ООО «Ромашка»» */
	readonly title: string;
}

export interface PickPage {
	readonly records: readonly PickedRecord[];
	/** Hand it back as `before` for the next page; null when this was the last. */
	readonly next: number | null;
}

/** Records on one page: what a list in the editor shows without scrolling for long. */
const PAGE = 50;

/** Where the words of a record are: SQL expressions over its table. */
const sources: Readonly<Record<PickableKind, { readonly table: string; readonly title: string }>> = {
	company: { table: 'companies', title: "name || coalesce(', ИНН ' || inn, '')" },
	contact: { table: 'contacts', title: "name || coalesce(', ' || phone, '') || coalesce(', ' || email, '')" },
	deal: { table: 'deals', title: 'title' },
	department: { table: 'departments', title: "name || ' (' || code || ')'" },
	employee: { table: 'employees', title: "name || ', ' || email" },
	entry: { table: 'register_entries', title: "coalesce(number || ', ', '') || title" },
	lead: { table: 'leads', title: "coalesce(company_name || ', ', '') || client_name || ': ' || title" },
	legalEntity: { table: 'legal_entities', title: "short_name || ' (' || code || ')'" },
	task: { table: 'tasks', title: "title || case status when 'open' then '' else ' (' || status || ')' end" },
};

/**
 * Looks records up by what people call them, newest first.
 * @param text part of the title, or an id; empty lists everything
 * @param before `next` of the page before
 */
export async function pickRecords(workspace: Workspace, kind: PickableKind, text = '', before: number | null = null): Promise<PickPage> {
	const { table, title } = sources[kind];
	const search = text.trim();
	const found = search === '' ? { sql: '1 = 1', params: {} } : either([contains([`(${title})`], search), ...hasId(search)]);
	const sql = `select id, ${title} as title from ${table} where id < :before and (${found.sql}) order by id desc limit :most`;
	const rows = await workspace.read(async (query) => await query.all(sql, { ...found.params, before: before ?? Number.MAX_SAFE_INTEGER, most: PAGE }));
	const records = rows.map((row) => ({ id: Number(row.id), title: `№ ${Number(row.id)}: ${String(row.title)}` }));
	return { records, next: records.length === PAGE ? (records.at(-1)?.id ?? null) : null };
}
