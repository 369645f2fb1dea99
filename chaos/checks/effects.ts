import type { Queryable } from '../../src/store/database';
import { consumerId, effectKey, workflowNames } from '../story';
import { nodesFor } from '../workflows';
import type { NodeName } from '../workflows';
import { violations } from './evidence';
import type { Check } from './evidence';

/** What a node's effect is called in the ledger, and where the ids of what it made stand in its answer. */
const made: Readonly<Record<Exclude<NodeName, 'send'>, { readonly kind: string; readonly table: string | null; readonly ids: (result: Record<string, unknown>) => unknown[] }>> = {
	welcome: { kind: 'notification', table: 'notifications', ids: ({ notifications }) => (notifications as Array<{ id: number }>).map(({ id }) => id) },
	remind: { kind: 'notification', table: 'notifications', ids: ({ notifications }) => (notifications as Array<{ id: number }>).map(({ id }) => id) },
	task: { kind: 'task', table: 'tasks', ids: ({ taskId }) => [taskId] },
	escalate: { kind: 'escalation start', table: 'escalations', ids: ({ escalationId }) => [escalationId] },
	convert: { kind: 'lead conversion', table: 'deals', ids: ({ dealId }) => [dealId] },
	contract: { kind: 'contract', table: 'register_entries', ids: ({ entryId }) => [entryId] },
};

interface LedgerRow {
	readonly state: string;
	readonly outcome: { readonly kind: string; readonly result?: Record<string, unknown> } | null;
}

interface Planned {
	readonly key: string;
	readonly node: NodeName;
	readonly settled: string;
	/** The subject stands where the event found it: nothing can have overtaken the effect. */
	readonly stayed: boolean;
}

async function ledgerOf(query: Queryable): Promise<Map<string, LedgerRow>> {
	const rows = await query.all('select key, state, result_json from effects');
	return new Map(rows.map((row) => [String(row.key), { state: String(row.state), outcome: row.result_json === null ? null : (JSON.parse(String(row.result_json)) as LedgerRow['outcome']) }]));
}

/** Every effect that the story plans, with the key it must have. */
async function plan(query: Queryable): Promise<Planned[]> {
	const rows = await query.all(
		`select d.id, d.consumer_id, d.state as settled, e.state, e.data_json, l.stage from deliveries d join events e on e.id = d.event_id
			left join leads l on e.subject_kind = 'lead' and l.id = e.subject_id`,
	);
	return rows.flatMap((row) => {
		const workflow = workflowNames.find((name) => consumerId(name) === row.consumer_id);
		if (!workflow) return [];
		const nodes = nodesFor(workflow, { state: String(row.state), data: JSON.parse(String(row.data_json)) as Record<string, unknown> });
		return nodes.map((node) => ({ key: node === 'send' ? effectKey(Number(row.id), node) : `${effectKey(Number(row.id), node)} ${made[node].kind}`, node, settled: String(row.settled), stayed: row.stage === null || row.stage === 'new' }));
	});
}

/** R-CORE-2: every planned effect of a delivery that is done is in the ledger with its answer, and nothing else is. */
export const ledgerComplete: Check = async ({ query }) => {
	const ledger = await ledgerOf(query);
	const planned = (await plan(query)).filter(({ node }) => node !== 'send');
	const broken = planned.flatMap(({ key, settled, stayed }) => {
		const entry = ledger.get(key);
		if (!entry) return settled === 'done' ? [`"${key}" is missing although its delivery is done`] : [];
		if (entry.state !== 'done' || entry.outcome === null) return [`"${key}" is ${entry.state} and has no answer`];
		return entry.outcome.kind === 'overtaken' && stayed ? [`"${key}" counts as overtaken although its subject never moved`] : [];
	});
	const known = new Set((await plan(query)).map(({ key }) => key));
	const unknown = [...ledger.keys()].filter((key) => !known.has(key) && !key.startsWith('move of lead '));
	return [...broken, ...unknown.map((key) => `"${key}" is in the ledger and belongs to no delivery`)];
};

/** R-CORE-2: each effect that the ledger knows of exists exactly once, and none exists that it does not know of. */
export const effectsExistOnce: Check = async ({ query }) => {
	const ledger = await ledgerOf(query);
	const answered = new Map<string, number>();
	for (const { key, node } of await plan(query)) {
		const outcome = ledger.get(key)?.outcome;
		if (node === 'send' || outcome?.kind !== 'done' || !outcome.result) continue;
		for (const id of made[node].ids(outcome.result)) answered.set(`${made[node].table} ${id}`, (answered.get(`${made[node].table} ${id}`) ?? 0) + 1);
	}
	const broken = [...answered].flatMap(([what, times]) => (times === 1 ? [] : [`${what} is the answer of ${times} effects`]));
	for (const table of new Set(Object.values(made).map((one) => one.table))) {
		const rows = await query.all(`select id from ${table}`);
		const there = new Set(rows.map((row) => `${table} ${row.id}`));
		broken.push(...[...there].filter((what) => !answered.has(what)).map((what) => `${what} exists and no effect made it`));
		broken.push(...[...answered.keys()].filter((what) => what.startsWith(`${table} `) && !there.has(what)).map((what) => `${what} is gone`));
	}
	return broken;
};

/** R-CORE-2 once more, past the ledger: no two notices or tasks say the same to the same person because of the same event. */
export const nothingSaidTwice: Check = async ({ query }) => {
	const broken: string[] = [];
	for (const [table, words, person] of [['notifications', 'text', 'recipient_id'], ['tasks', 'title', 'assignee_id']] as const) {
		const seen = new Set<string>();
		for (const row of await query.all(`select id, ${words} as words, ${person} as person, why_json from ${table} order by id`)) {
			const { event } = JSON.parse(String(row.why_json)) as { event: { id: number } | null };
			const what = `${event?.id} ${row.person} ${row.words}`;
			if (seen.has(what)) broken.push(`${table} ${row.id} repeats "${row.words}" of event ${event?.id}`);
			seen.add(what);
		}
	}
	return broken;
};

/** R-CORE-2: what stands behind the gate happened at most once; exactly once when it is known to have, and otherwise a person was asked. */
export const gateHeld: Check = async ({ query, outside }) => {
	const ledger = await ledgerOf(query);
	const times = new Map<string, number>();
	for (const key of outside) times.set(key, (times.get(key) ?? 0) + 1);
	const twice = [...times].flatMap(([key, count]) => (count === 1 ? [] : [`"${key}" happened ${count} times`]));
	const strangers = [...times.keys()].filter((key) => !ledger.has(key)).map((key) => `"${key}" happened without a reservation`);
	const planned = (await plan(query)).filter(({ node }) => node === 'send');
	const wrong = planned.flatMap(({ key, settled, stayed }) => {
		const state = ledger.get(key)?.state;
		if (state === 'done' && times.get(key) !== 1) return [`"${key}" counts as done and happened ${times.get(key) ?? 0} times`];
		if (state === 'reserved') return [`"${key}" is reserved for ever`];
		return state === undefined && settled === 'done' && stayed ? [`"${key}" is missing although its delivery is done`] : [];
	});
	const asked = violations(
		await query.all("select f.key from effects f where f.state = 'unknown' and not exists (select 1 from events e where e.kind = 'EffectParked' and e.subject_kind = 'lead')"),
		(row) => `nobody was asked about "${row.key}"`,
	);
	return [...twice, ...strangers, ...wrong, ...asked];
};
