import type { MetricCode, MetricUnit } from '../../reports/effectiveness';
import { CONTRACT_REGISTER } from '../../registers/default-registers';
import { MINUTE_MS } from '../../milliseconds';

/*
 * Each metric is one statement that lists its facts; the number is the same statement added up, so a number and the list
 * behind it cannot disagree. Columns: subject_kind, subject_id, item_id, manager_id, department_id, stage, at, value, and
 * until_at for spans that are reckoned in working time afterwards. Things count to whoever is in charge of them now.
 */

export interface Metric {
	readonly code: MetricCode;
	readonly unit: MetricUnit;
	readonly sql: string;
	/**
	 * Facts whose value is not known to the database: `working_minutes` from `at` to `until_at`, `in_time` when `until_at` (the
	 * original) came within the term after `at` (the confirmed scan).
	 */
	readonly reckoned?: 'working_minutes' | 'in_time';
	/**
	 * Its facts look beyond the period (:from to :to) in a way that a part of the period cannot tell. All others give the same facts
	 * when they are asked part by part, with the beginning of the whole in :periodFrom.
	 */
	readonly whole?: true;
}

const IN_PERIOD = (column: string): string => `${column} >= :from and ${column} < :to`;

const leadsTaken = `select 'lead' as subject_kind, l.id as subject_id, l.id as item_id, l.responsible_id as manager_id, l.department_id, null as stage, l.created_at as at, 1 as value
	from leads l where ${IN_PERIOD('l.created_at')}`;

const conversion = `select 'lead' as subject_kind, l.id as subject_id, l.id as item_id, l.responsible_id as manager_id, l.department_id, null as stage, l.created_at as at,
	case when l.deal_id is null then 0 else 1 end as value from leads l where ${IN_PERIOD('l.created_at')}`;

/** First entry of a lead into each open stage within the period, and whether it became a deal since. */
const conversionByStage = `select 'lead' as subject_kind, l.id as subject_id, l.id as item_id, l.responsible_id as manager_id, l.department_id, h.to_state as stage, min(h.at) as at,
		max(case when l.deal_id is null then 0 else 1 end) as value
	from stage_history h join leads l on l.id = h.subject_id join stages s on s.pipeline = 'leads' and s.code = h.to_state and s.kind = 'open'
	where h.subject_kind = 'lead' and ${IN_PERIOD('h.at')}
		and not exists (select 1 from stage_history e where e.subject_kind = 'lead' and e.subject_id = l.id and e.to_state = h.to_state and e.at >= :periodFrom and e.at < :from)
	group by l.id, l.responsible_id, l.department_id, h.to_state`;

/** Entries into a won stage, once for each record. */
const wonEntries = (kind: 'lead' | 'deal', table: string, pipeline: string): string => `select '${kind}' as subject_kind, x.id as subject_id, x.id as item_id, x.responsible_id as manager_id, x.department_id, null as stage, min(h.at) as at, 1 as value
	from stage_history h join ${table} x on x.id = h.subject_id join stages s on s.pipeline = ${pipeline} and s.code = h.to_state and s.kind = 'won'
	where h.subject_kind = '${kind}' and ${IN_PERIOD('h.at')}
		and not exists (select 1 from stage_history e join stages w on w.pipeline = ${pipeline} and w.code = e.to_state and w.kind = 'won'
			where e.subject_kind = '${kind}' and e.subject_id = x.id and e.at < :from)
	group by x.id, x.responsible_id, x.department_id`;

/** Stays that ended in the period: the entry into the next stage looks back at the entry before it. */
const stays = (kind: 'lead' | 'deal', table: string, stage: string): string => `select '${kind}' as subject_kind, x.id as subject_id, n.id as item_id, x.responsible_id as manager_id, x.department_id, ${stage} as stage, n.at as at,
		(n.at - h.at) / ${MINUTE_MS} as value
	from stage_history n join stage_history h on h.subject_kind = n.subject_kind and h.subject_id = n.subject_id and h.cycle = n.cycle - 1 join ${table} x on x.id = n.subject_id
	where n.subject_kind = '${kind}' and n.cycle > 1 and ${IN_PERIOD('n.at')}`;

/**
 * From the lead to the first thing anybody did about it: a move, or a logged contact. Being assigned is not yet a reaction. A
 * lead nobody touched counts up to now, or the slowest manager would look the quickest.
 */
const reactions = `select t.*, coalesce(case when t.contact_at < t.move_at then t.contact_at else t.move_at end, t.contact_at, t.move_at, :now) as until_at
	from (select 'lead' as subject_kind, l.id as subject_id, l.id as item_id, l.responsible_id as manager_id, l.department_id, null as stage, l.created_at as at, 0 as value,
			(select min(h.at) from stage_history h where h.subject_kind = 'lead' and h.subject_id = l.id and h.cycle > 1 and h.to_state <> 'assigned') as move_at,
			(select min(e.at) from events e where e.subject_kind = 'lead' and e.subject_id = l.id and e.kind = 'ContactLogged') as contact_at
		from leads l where ${IN_PERIOD('l.created_at')}) t`;

/** First entry of a contract into one of the statuses. */
const contractEntries = (statuses: string): string => `select 'entry' as subject_kind, c.id as subject_id, c.id as item_id, c.responsible_id as manager_id, c.department_id, null as stage, min(h.at) as at, 1 as value
	from stage_history h join register_entries c on c.id = h.subject_id and c.register = '${CONTRACT_REGISTER}'
	where h.subject_kind = 'entry' and h.to_state in (${statuses}) and ${IN_PERIOD('h.at')}
		and not exists (select 1 from stage_history e where e.subject_kind = 'entry' and e.subject_id = c.id and e.to_state in (${statuses}) and e.at < :from)
	group by c.id, c.responsible_id, c.department_id`;

/** Confirmed scans and, when it came, the original (R-CON-8). The last confirmation before the original counts: replacing the file begins anew. */
const originals = `select 'entry' as subject_kind, c.id as subject_id, c.id as item_id, c.responsible_id as manager_id, c.department_id, null as stage, v.at as at, 0 as value, v.original_at as until_at
	from (select e.subject_id, max(e.at) as at, o.original_at from events e
			left join (select h.subject_id, min(h.at) as original_at from stage_history h where h.subject_kind = 'entry' and h.to_state = 'original' group by h.subject_id) o on o.subject_id = e.subject_id
			where e.kind = 'ContractScanVerified' and e.subject_kind = 'entry' and e.at < :to and (o.original_at is null or e.at <= o.original_at) group by e.subject_id, o.original_at) v
		join register_entries c on c.id = v.subject_id and c.register = '${CONTRACT_REGISTER}'
	where v.original_at is null or v.original_at >= :from`;

const escalationsCaused = `select coalesce(t.subject_kind, 'task') as subject_kind, coalesce(t.subject_id, t.id) as subject_id, t.id as item_id, t.assignee_id as manager_id, e.department_id, null as stage, t.created_at as at, 1 as value
	from tasks t join employees e on e.id = t.assignee_id where t.kind = 'escalation' and ${IN_PERIOD('t.created_at')}`;

const paid = `select 'deal' as subject_kind, d.id as subject_id, p.id as item_id, d.responsible_id as manager_id, d.department_id, null as stage, p.paid_at as at, p.kopecks as value
	from payments p join deals d on d.id = p.deal_id where p.deleted_at is null and ${IN_PERIOD('p.paid_at')}`;

export const metrics: { readonly [C in MetricCode]: Metric & { readonly code: C } } = {
	leads_taken: { code: 'leads_taken', unit: 'count', sql: leadsTaken },
	leads_converted: { code: 'leads_converted', unit: 'count', sql: wonEntries('lead', 'leads', "'leads'") },
	conversion: { code: 'conversion', unit: 'share', sql: conversion },
	conversion_by_stage: { code: 'conversion_by_stage', unit: 'share', sql: conversionByStage },
	time_on_stage: { code: 'time_on_stage', unit: 'minutes', sql: `${stays('lead', 'leads', 'h.to_state')} union all ${stays('deal', 'deals', "x.pipeline || '/' || h.to_state")}` },
	reaction_time: { code: 'reaction_time', unit: 'minutes', sql: reactions, reckoned: 'working_minutes' },
	contracts_signed: { code: 'contracts_signed', unit: 'count', sql: contractEntries("'signed', 'scan', 'original'") },
	originals_returned: { code: 'originals_returned', unit: 'count', sql: contractEntries("'original'") },
	originals_in_time: { code: 'originals_in_time', unit: 'share', sql: originals, reckoned: 'in_time', whole: true },
	escalations_caused: { code: 'escalations_caused', unit: 'count', sql: escalationsCaused },
	payments: { code: 'payments', unit: 'kopecks', sql: paid },
	completed_orders: { code: 'completed_orders', unit: 'count', sql: wonEntries('deal', 'deals', 'x.pipeline') },
};
