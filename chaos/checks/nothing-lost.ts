import { consumerId, keyOf, listeners, titleOf, workflowNames } from '../story';
import { violations } from './evidence';
import type { Check } from './evidence';

/** R-CORE-6, R-LEAD-1: every accepted request is one lead, the one it was answered with. */
export const requestsKept: Check = async ({ query, accepted }) => {
	const rows = await query.all('select id, title, external_key from leads');
	const byKey = new Map(rows.map((row) => [row.external_key, row]));
	const broken = [...accepted].flatMap(([n, leadId]) => {
		const lead = byKey.get(keyOf(n));
		if (!lead) return [`request ${n} was accepted and is lost`];
		return lead.id === leadId && lead.title === titleOf(n) ? [] : [`request ${n} was answered with lead ${leadId} and is lead ${lead.id} "${lead.title}"`];
	});
	if (rows.length !== accepted.size) broken.push(`${accepted.size} requests were accepted and there are ${rows.length} leads`);
	return broken;
};

/** R-CORE-1: every event has one delivery for each workflow that listens to it. */
export const eventsDelivered: Check = async ({ query }) => {
	const broken: string[] = [];
	for (const workflow of workflowNames) {
		const [filter] = listeners[workflow];
		const rows = await query.all(
			`select e.id, count(d.id) as deliveries from events e left join deliveries d on d.event_id = e.id and d.consumer_id = :consumer
				where e.kind = :kind and e.state = coalesce(:state, e.state) and e.scope = coalesce(:scope, e.scope) group by e.id having count(d.id) <> 1`,
			{ consumer: consumerId(workflow), kind: filter.kind, state: 'state' in filter ? filter.state : null, scope: 'scope' in filter ? filter.scope : null },
		);
		broken.push(...violations(rows, (row) => `event ${row.id} has ${row.deliveries} deliveries for "${workflow}"`));
	}
	return broken;
};

/** R-CORE-1: in the end every delivery is done, or passed over with a reason. */
export const deliveriesSettled: Check = async ({ query }) => {
	const rows = await query.all(
		`select id, state, attempt, last_error from deliveries
			where state not in ('done', 'skipped') or settled_at is null or (state = 'skipped' and coalesce(last_error, '') = '') or (state = 'done' and attempt < 1)`,
	);
	return violations(rows, (row) => `delivery ${row.id} is ${row.state} after ${row.attempt} attempts: ${row.last_error ?? 'no reason'}`);
};

/** R-CORE-3: only what its subject has left behind is passed over. */
export const skippedForAReason: Check = async ({ query }) => {
	const rows = await query.all(
		`select d.id, l.title, d.last_error from deliveries d join events e on e.id = d.event_id join leads l on e.subject_kind = 'lead' and l.id = e.subject_id
			where d.state = 'skipped' and l.stage = 'new'`,
	);
	return violations(rows, (row) => `delivery ${row.id} was passed over although lead "${row.title}" never moved: ${row.last_error}`);
};
