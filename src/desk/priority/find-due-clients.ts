import { breathe } from '../../breathe';
import { dueClientOf } from '../../cadence/due-client';
import type { ClientFacts, DueClient } from '../../cadence/due-client';
import { policyFaults } from '../../cadence/priority-policy';
import type { PriorityPolicy } from '../../cadence/priority-policy';
import type { Priority } from '../../crm/company';
import { InvalidInputError } from '../../errors';
import type { Queryable, SqlParams, SqlRow } from '../../store/database';
import type { Workspace } from '../workspace';
import { dueParams, dueSql } from './due-sql';

export interface DueSearch {
	readonly policy: PriorityPolicy;
	/** `remind`: only those not reminded of in this gap; `due`: all that are silent or behind. */
	readonly which: 'remind' | 'due';
	/** Only clients of this department; a client without one belongs to the department of its manager. */
	readonly departmentId?: number;
	/** Only this client, e.g. one whose priority was just changed (R-PRI-1). */
	readonly companyId?: number;
}

/** Ids in one statement: SQLite blocks n8n while it answers, and this many clients take it some ten milliseconds. */
const PAGE = 2_500;

const DEPARTMENT = ' and coalesce(c.department_id, (select e.department_id from employees e where e.id = c.responsible_id)) = :departmentId';

const maybe = (value: SqlRow[string] | undefined): number | null => (value === null || value === undefined ? null : Number(value));

function rowToFacts(row: SqlRow): ClientFacts {
	return {
		companyId: Number(row.id),
		name: String(row.name),
		priority: row.priority as Priority,
		responsibleId: maybe(row.responsible_id),
		departmentId: maybe(row.department_id),
		knownSince: Number(row.known_since),
		countInYear: Number(row.in_year),
		lastRequestAt: maybe(row.last_request_at),
		lastContactAt: maybe(row.last_contact_at),
		lastReminderAt: maybe(row.reminded_at),
	};
}

async function readPage(query: Queryable, search: DueSearch, now: number, params: SqlParams): Promise<DueClient[]> {
	const where = search.departmentId === undefined ? '' : DEPARTMENT;
	const rows = await query.all(dueSql({ which: search.which, where }), { ...params, ...(search.departmentId !== undefined && { departmentId: search.departmentId }) });
	const clients = rows.map((row) => dueClientOf(rowToFacts(row), search.policy, now)).filter((client) => client !== null);
	return clients.sort((a, b) => a.companyId - b.companyId);
}

/**
 * The due clients page by page, in order of id: memory holds one page, and the process goes on with other work between two.
 * Within a transaction the pages see one state of things.
 * @param read runs one page's statement: on a transaction, or each page on a reader of its own
 */
export async function* duePages(read: <T>(work: (query: Queryable) => Promise<T>) => Promise<T>, search: DueSearch, now: number): AsyncGenerator<DueClient[]> {
	const faults = policyFaults(search.policy);
	if (faults.length > 0) throw new InvalidInputError(faults);
	const params = dueParams(search.policy, now);
	const { companyId } = search;
	if (companyId !== undefined) {
		yield await read(async (query) => await readPage(query, search, now, { ...params, afterId: companyId - 1, upToId: companyId }));
		return;
	}
	const bounds = await read(async (query) => await query.get('select min(id) as first, max(id) as last from companies where priority is not null'));
	const last = maybe(bounds?.last) ?? 0;
	for (let afterId = (maybe(bounds?.first) ?? 1) - 1; afterId < last; afterId += PAGE) {
		const page = await read(async (query) => await readPage(query, search, now, { ...params, afterId, upToId: afterId + PAGE }));
		if (page.length > 0) yield page;
		await breathe();
	}
}

/**
 * Who is due now, and why in numbers (R-PRI-2): a set check of all clients, not one by one (R-PRI-3). Nothing is written.
 * @throws {InvalidInputError} for targets that cannot be
 */
export async function findDueClients(workspace: Workspace, search: DueSearch): Promise<DueClient[]> {
	const now = await workspace.read(async (query) => await workspace.now(query));
	const found: DueClient[] = [];
	for await (const page of duePages(async (work) => await workspace.read(work), search, now)) found.push(...page);
	return found;
}
