import { gapMsOf, restMsOf, YEAR_MS } from '../../cadence/priority-policy';
import type { PriorityPolicy } from '../../cadence/priority-policy';
import { priorities } from '../../crm/company';
import type { SqlParams } from '../../store/database';

/*
 * The decision of cadence/priority-due.ts for many clients in one statement (R-PRI-3); a test holds the two together. Three
 * layers, each asking the dearer question of fewer clients: the last touch of all, then the count in the year of those whose
 * reminder could be due, then the verdict. The limits between the layers are fences: without them both databases pull the
 * sub-selects up and ask each of them several times over.
 */

const FENCE = 'limit 1000000000 offset 0';

const perPriority = (what: string): string => `case c.priority ${priorities.map((priority) => `when '${priority}' then cast(:${what}_${priority} as bigint)`).join(' ')} else 0 end`;

/** Clients in a range of ids with the time of their last request. */
const clients = (where: string): string => `select c.id, c.name, c.priority, c.responsible_id, c.department_id, c.created_at, c.last_contact_at, m.reminded_at,
		${perPriority('target')} as target, ${perPriority('gap')} as gap, ${perPriority('rest')} as rest,
		(select max(r.at) from client_requests r where r.company_id = c.id and r.at <= :now) as last_request_at
	from companies c left join priority_reminders m on m.company_id = c.id
	where c.id > :afterId and c.id <= :upToId and c.priority is not null${where} ${FENCE}`;

// A client with requests is known since the first of them or earlier, so only one without any is measured from the day they were entered.
const touched = (where: string): string => `select q.*, case when coalesce(q.last_contact_at, 0) > q.quiet_from then q.last_contact_at else q.quiet_from end as touch_at
	from (select b.*, coalesce(b.last_request_at, b.created_at) as quiet_from from (${clients(where)}) b where b.target > 0) q`;

const counted = (where: string, early: string): string => `select t.*,
		(select count(*) from client_requests r where r.company_id = t.id and r.at > :yearAgo and r.at <= :now) as in_year,
		case when t.created_at <= :yearAgo or t.last_request_at is null then t.created_at
			else (select case when min(r.at) < t.created_at then min(r.at) else t.created_at end from client_requests r where r.company_id = t.id) end as known_since
	from (${touched(where)}) t${early} ${FENCE}`;

const EXPECTED = `f.target * case when f.known_since <= :yearAgo then cast(:year as bigint) else :now - f.known_since end / cast(:year as bigint)`;
const REMINDED = 'coalesce(f.reminded_at, -1) >= f.touch_at';

export interface DueQuery {
	/** `remind`: only those not reminded of in this gap; `due`: all that are silent or behind. */
	readonly which: 'remind' | 'due';
	/** A further condition on companies `c`, with its own parameters. */
	readonly where: string;
}

/** The statement for one page of clients. */
export function dueSql({ which, where: asked }: DueQuery): string {
	// However it stands with requests, nobody is reminded of within the rest after a reminder or a contact: no need to look.
	const where = which === 'due' ? asked : `${asked} and coalesce(m.reminded_at, 0) + ${perPriority('rest')} <= :now and coalesce(c.last_contact_at, 0) + ${perPriority('rest')} <= :now`;
	const early = which === 'due' ? '' : ' where case when coalesce(t.reminded_at, -1) >= t.touch_at then t.reminded_at + t.gap else t.touch_at + t.rest end <= :now';
	const remind = which === 'due' ? '' : ` and (${REMINDED} or f.in_year < ${EXPECTED} or f.touch_at + f.gap <= :now)`;
	return `select f.* from (${counted(where, early)}) f
		where f.known_since <= :now and (:now - f.quiet_from >= f.gap or f.in_year < ${EXPECTED})${remind}`;
}

/** The values that go with {@link dueSql}, but for the page. @param now ms */
export function dueParams(policy: PriorityPolicy, now: number): SqlParams {
	const params: Record<string, number> = { now, yearAgo: now - YEAR_MS, year: YEAR_MS };
	for (const priority of priorities) {
		const target = policy.targets[priority];
		params[`target_${priority}`] = target;
		params[`gap_${priority}`] = target === 0 ? 0 : gapMsOf(target);
		params[`rest_${priority}`] = target === 0 ? 0 : restMsOf(target, policy.restPercent);
	}
	return params;
}
