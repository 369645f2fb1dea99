import { deliveriesSettled } from '../../chaos/checks/nothing-lost';
import { nothingSaidTwice } from '../../chaos/checks/effects';
import { numbersWithoutGap } from '../../chaos/checks/numbers';
import { violations } from '../../chaos/checks/evidence';
import type { Check } from '../../chaos/checks/evidence';
import type { Workspace } from '../../src/desk/workspace';

/*
 * The checks of a chaos run that hold for any workflows, and those that it makes with knowledge of its own workflows, said
 * for all. For a workspace that has come to rest.
 */

/** R-CORE-1: every event after `since` has one delivery for each trigger that listens to it. */
const eventsDelivered = (since: number): Check => async ({ query }) => {
	const rows = await query.all(
		`select e.id, e.kind, f.consumer_id, count(distinct d.id) as deliveries from events e
			join consumer_filters f on f.kind = e.kind and f.scope in ('*', e.scope) and f.state in ('*', e.state) and f.origin in ('*', e.origin)
			left join deliveries d on d.event_id = e.id and d.consumer_id = f.consumer_id
			where e.id > :since group by e.id, e.kind, f.consumer_id having count(distinct d.id) <> 1`,
		{ since },
	);
	return violations(rows, (row) => `event ${row.id} ${row.kind} has ${row.deliveries} deliveries for ${row.consumer_id}`);
};

/** R-CORE-3: nothing fires before its instant, and nothing that fell due is left over. */
const timersFired: Check = async ({ query }) => {
	const early = await query.all("select id, rule, due_at, settled_at from timers where state = 'fired' and settled_at < due_at");
	// Periodic work is left out: a month that was not closed when n8n died is declared again when it starts, and closing it is what happens once.
	const steps = await query.all("select escalation_id, subject_kind, subject_id, scope, state, data_json from events where kind = 'EscalationStepDue' and escalation_id is not null order by id");
	const seen = new Set<string>();
	const twice = steps.filter((row) => {
		const { dueAt } = JSON.parse(String(row.data_json)) as { dueAt: unknown };
		const step = [row.escalation_id, row.scope, row.state, dueAt].join();
		const known = seen.has(step);
		seen.add(step);
		return known;
	});
	return [
		...violations(early, (row) => `timer ${row.id} of "${row.rule}" was due at ${row.due_at} and fired at ${row.settled_at}`),
		...violations(twice, (row) => `"${row.scope}: ${row.state}" of ${row.subject_kind} ${row.subject_id} fired more than once`),
	];
};

/** R-CORE-2: an effect whose outcome nobody knows has been handed to a person, and none is reserved for ever. */
const effectsClosed: Check = async ({ query }) => {
	const open = await query.all("select key, kind from effects where state = 'reserved'");
	const parked = await query.all("select data_json from events where kind = 'EffectParked'");
	const asked = new Set(parked.map((row) => (JSON.parse(String(row.data_json)) as { key: unknown }).key));
	const unasked = (await query.all("select key, kind from effects where state = 'unknown'")).filter(({ key }) => !asked.has(key));
	return [...violations(open, (row) => `"${row.key}" (${row.kind}) is reserved for ever`), ...violations(unasked, (row) => `nobody was asked about "${row.key}" (${row.kind})`)];
};

/** R-LEAD-6, R-CON-1: no lead has two deals, and no deal two contracts in force. */
const oneEach: Check = async ({ query }) => {
	const deals = await query.all('select lead_id, count(*) as n from deals where lead_id is not null group by lead_id having count(*) > 1');
	const contracts = await query.all("select deal_id, count(*) as n from register_entries where register = 'contracts' and deal_id is not null group by deal_id having count(*) > 1");
	return [...violations(deals, (row) => `lead ${row.lead_id} has ${row.n} deals`), ...violations(contracts, (row) => `deal ${row.deal_id} has ${row.n} contracts`)];
};

const checksSince = (since: number): Readonly<Record<string, Check>> => ({
	'events reach every trigger, once': eventsDelivered(since),
	'deliveries are settled': deliveriesSettled,
	'timers fire once and never early': timersFired,
	'nothing is said twice': nothingSaidTwice,
	'effects are closed': effectsClosed,
	'one deal, one contract': oneEach,
	'numbers have no gap and no duplicate': numbersWithoutGap,
});

/** The last event so far. */
export const lastEvent = async (workspace: Workspace): Promise<number> => Number((await workspace.read(async (query) => await query.get('select coalesce(max(id), 0) as id from events')))?.id);

/**
 * All promises that were broken, each with the name of its check. Empty: none.
 * @param since an event at which all triggers had been registered
 */
export async function brokenPromises(workspace: Workspace, since: number): Promise<string[]> {
	return await workspace.read(async (query) => {
		const broken: string[] = [];
		for (const [name, check] of Object.entries(checksSince(since))) broken.push(...(await check({ query, accepted: new Map(), timersEach: 0, outside: [] })).map((words) => `${name}: ${words}`));
		return broken;
	});
}
