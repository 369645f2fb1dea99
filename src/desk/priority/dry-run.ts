import { breathe } from '../../breathe';
import { createWorkingCalendar } from '../../calendar';
import type { WorkingCalendar } from '../../calendar';
import { LEAD_IN_MS, playReminders } from '../../cadence/dry-run';
import type { ClientTimeline } from '../../cadence/dry-run';
import { policyFaults, YEAR_MS } from '../../cadence/priority-policy';
import type { PriorityPolicy } from '../../cadence/priority-policy';
import { MORNING_PATTERN, morningsBetween } from '../../cadence/recurrence';
import type { Priority } from '../../crm/company';
import { InvalidInputError } from '../../errors';
import type { Queryable, SqlRow } from '../../store/database';
import { DateTime } from '../../vendor';
import { calendarOfDepartment, loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';

export interface DryRun {
	/** The targets to try. */
	readonly policy: PriorityPolicy;
	/** The targets in force, for the difference. */
	readonly current: PriorityPolicy;
	/** The period to play, ms: mornings after `from`, up to and including `to`. */
	readonly from: number;
	readonly to: number;
	/** Wall-clock time of the monitor's mornings, 'HH:MM'. */
	readonly time: string;
	readonly departmentId?: number;
	/** How many single reminders to list; all are counted. */
	readonly mostListed?: number;
}

export interface DryRunCount {
	readonly responsibleId: number | null;
	/** ISO week of the department's zone: 2026-W10. */
	readonly week: string;
	readonly reminders: number;
	/** Under the targets in force. */
	readonly current: number;
	readonly difference: number;
}

export interface DryRunReport {
	readonly mornings: number;
	readonly clients: number;
	readonly reminders: number;
	readonly current: number;
	readonly difference: number;
	/** By manager and week. */
	readonly counts: readonly DryRunCount[];
	/** Who would have been reminded of, in order of time; at most `mostListed`. */
	readonly listed: ReadonlyArray<{ readonly companyId: number; readonly name: string; readonly priority: Priority; readonly responsibleId: number | null; readonly at: number }>;
}

const PAGE = 2_000;
const LONGEST_MS = 2 * YEAR_MS;
const number = (value: SqlRow[string] | undefined): number | null => (value === null || value === undefined ? null : Number(value));

interface PlayedClient extends ClientTimeline {
	readonly companyId: number;
	readonly name: string;
	readonly responsibleId: number | null;
	readonly departmentId: number | null;
}

const clientsSql = `select c.id, c.name, c.priority, c.responsible_id, c.created_at, coalesce(c.department_id, (select e.department_id from employees e where e.id = c.responsible_id)) as department_id,
		(select min(r.at) from client_requests r where r.company_id = c.id) as first_request_at,
		(select max(r.at) from client_requests r where r.company_id = c.id and r.at <= :yearBefore) as earlier_request_at,
		(select max(k.at) from client_contacts k where k.company_id = c.id and k.at <= :yearBefore) as earlier_contact_at,
		m.reminded_at, m.times as reminders
	from companies c left join priority_reminders m on m.company_id = c.id where c.id > :afterId and c.id <= :upToId and c.priority is not null order by c.id`;

async function instantsByCompany(query: Queryable, table: 'client_requests' | 'client_contacts', params: { afterId: number; upToId: number; yearBefore: number; to: number }): Promise<Map<number, number[]>> {
	const rows = await query.all(`select t.company_id, t.at from ${table} t where t.company_id > :afterId and t.company_id <= :upToId and t.at > :yearBefore and t.at <= :to order by t.company_id, t.at`, params);
	const byCompany = new Map<number, number[]>();
	for (const row of rows) {
		const companyId = Number(row.company_id);
		const known = byCompany.get(companyId);
		if (known) known.push(Number(row.at));
		else byCompany.set(companyId, [Number(row.at)]);
	}
	return byCompany;
}

/** The instants in the years before and in the period, with the one before them for how long it had been quiet. */
const withEarlier = (earlier: number | null, instants: readonly number[] = []): readonly number[] => (earlier === null ? instants : [earlier, ...instants]);

/** Of reminders the last is kept: one after `from` says of those before only whether there can have been any. */
function lastReminderBefore(from: number, row: SqlRow): ClientTimeline['lastReminderAt'] {
	const remindedAt = number(row.reminded_at);
	if (remindedAt === null || remindedAt <= from) return remindedAt;
	return Number(row.reminders) > 1 ? 'forgotten' : null;
}

async function readTimelines(query: Queryable, from: number, to: number, afterId: number): Promise<PlayedClient[]> {
	const page = { afterId, upToId: afterId + PAGE };
	const yearBefore = from - LEAD_IN_MS - YEAR_MS;
	const rows = await query.all(clientsSql, { ...page, yearBefore });
	const requests = await instantsByCompany(query, 'client_requests', { ...page, yearBefore, to });
	const contacts = await instantsByCompany(query, 'client_contacts', { ...page, yearBefore, to });
	return rows.map((row) => {
		const companyId = Number(row.id);
		return {
			companyId,
			name: String(row.name),
			priority: row.priority as Priority,
			responsibleId: number(row.responsible_id),
			departmentId: number(row.department_id),
			knownSince: Math.min(Number(row.created_at), number(row.first_request_at) ?? Number.POSITIVE_INFINITY),
			requests: withEarlier(number(row.earlier_request_at), requests.get(companyId)),
			contacts: withEarlier(number(row.earlier_contact_at), contacts.get(companyId)),
			lastReminderAt: lastReminderBefore(from, row),
		};
	});
}

/** The mornings of each department, those of the lead-in before the period included, and what week each belongs to. */
class Mornings {
	private readonly known = new Map<number | null, { readonly at: readonly number[]; readonly weeks: ReadonlyMap<number, string> }>();

	constructor(
		private readonly calendars: ReadonlyMap<number, WorkingCalendar>,
		private readonly run: DryRun,
	) {}

	of(departmentId: number | null): { readonly at: readonly number[]; readonly weeks: ReadonlyMap<number, string> } {
		const key = departmentId !== null && this.calendars.has(departmentId) ? departmentId : null;
		let mornings = this.known.get(key);
		if (!mornings) {
			const calendar = (key === null ? undefined : this.calendars.get(key)) ?? createWorkingCalendar({ zone: 'Europe/Moscow' });
			const at = morningsBetween(this.run.from - LEAD_IN_MS, this.run.to, this.run.time, calendar);
			mornings = { at, weeks: new Map(at.map((morning) => [morning, DateTime.fromMillis(morning, { zone: calendar.zone }).toFormat("kkkk-'W'WW")])) };
			this.known.set(key, mornings);
		}
		return mornings;
	}
}

/** Adds up reminders by manager and week. */
class Tally {
	private readonly counts = new Map<string, { responsibleId: number | null; week: string; reminders: number; current: number }>();
	readonly totals = { reminders: 0, current: 0 };

	add(which: 'reminders' | 'current', responsibleId: number | null, week: string): void {
		const key = `${responsibleId}/${week}`;
		let count = this.counts.get(key);
		if (!count) this.counts.set(key, (count = { responsibleId, week, reminders: 0, current: 0 }));
		count[which] += 1;
		this.totals[which] += 1;
	}

	list(): DryRunCount[] {
		return [...this.counts.values()].sort((a, b) => (a.responsibleId ?? 0) - (b.responsibleId ?? 0) || a.week.localeCompare(b.week)).map((count) => ({ ...count, difference: count.reminders - count.current }));
	}
}

function keepFirst(listed: Array<DryRunReport['listed'][number]>, most: number): void {
	listed.sort((a, b) => a.at - b.at || a.companyId - b.companyId);
	listed.length = Math.min(listed.length, most);
}

function check(run: DryRun): void {
	const faults = [...policyFaults(run.policy), ...policyFaults(run.current)];
	if (!MORNING_PATTERN.test(run.time)) faults.push({ field: 'Time', reason: `"${run.time}" is not a time; write it like 09:00` });
	if (run.mostListed !== undefined && !(run.mostListed >= 1)) faults.push({ field: 'Most Reminders Listed', reason: `${run.mostListed} is too few; give 1 or more` });
	if (!(run.to > run.from)) faults.push({ field: 'Period', reason: 'ends before it begins' });
	else if (run.to - run.from > LONGEST_MS) faults.push({ field: 'Period', reason: 'is longer than two years' });
	if (faults.length > 0) throw new InvalidInputError(faults);
}

/**
 * Plays the monitor over past dates with other targets (R-PRI-2): who would have been reminded of, how many per manager and
 * week, and how that differs from the targets in force. Nothing is sent and nothing written. Managers are those of today.
 * @throws {InvalidInputError}
 */
export async function dryRunPriorities(workspace: Workspace, run: DryRun): Promise<DryRunReport> {
	check(run);
	const calendars = await workspace.read(async (query) => {
		const people = await loadPeople(query);
		const entries: Array<[number, WorkingCalendar]> = [];
		for (const id of people.departments.keys()) entries.push([id, await calendarOfDepartment(query, id, people)]);
		return new Map(entries);
	});
	const mornings = new Mornings(calendars, run);
	const tally = new Tally();
	const listed: Array<DryRunReport['listed'][number]> = [];
	const mostListed = run.mostListed ?? 1_000;
	let clients = 0;
	const bounds = await workspace.read(async (query) => await query.get('select min(id) as first, max(id) as last from companies where priority is not null'));
	const last = number(bounds?.last) ?? 0;
	for (let afterId = (number(bounds?.first) ?? 1) - 1; afterId < last; afterId += PAGE) {
		for (const client of await workspace.read(async (query) => await readTimelines(query, run.from, run.to, afterId))) {
			if (run.departmentId !== undefined && client.departmentId !== run.departmentId) continue;
			const { at, weeks } = mornings.of(client.departmentId);
			const reminders = playReminders(client, run.policy, at, run.from);
			if (reminders.length > 0) clients += 1;
			for (const morning of reminders) tally.add('reminders', client.responsibleId, weeks.get(morning) ?? '');
			for (const morning of playReminders(client, run.current, at, run.from)) tally.add('current', client.responsibleId, weeks.get(morning) ?? '');
			const { companyId, name, priority, responsibleId } = client;
			listed.push(...reminders.map((morning) => ({ companyId, name, priority, responsibleId, at: morning })));
		}
		// A year of many clients has millions of reminders; only the first are asked for.
		if (listed.length > 10 * mostListed) keepFirst(listed, mostListed);
		await breathe();
	}
	keepFirst(listed, mostListed);
	const { reminders, current } = tally.totals;
	return { mornings: mornings.of(run.departmentId ?? null).at.filter((morning) => morning > run.from).length, clients, reminders, current, difference: reminders - current, counts: tally.list(), listed };
}
