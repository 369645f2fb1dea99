import type { Queryable, SqlRow, SqlTransaction } from '../store/database';
import { armHeardAgain } from '../timers/heard';
import type { EventKind } from './event';

/** Which events a consumer wants; an absent field means any. */
export interface ConsumerFilter {
	readonly kind: EventKind;
	readonly scope?: string;
	readonly state?: string;
	readonly origin?: string;
}

/** A trigger node of a published workflow. It stays registered while n8n is down, so nothing is missed meanwhile. */
export interface Consumer {
	/** Stable over restarts and renames: workflow id and node id. */
	readonly id: string;
	readonly workflow: { readonly id: string; readonly name: string };
	readonly nodeName: string;
	readonly filters: readonly ConsumerFilter[];
	/** `backlog` delivers what happened while the workflow was off; `from_now` passes over it. */
	readonly whenBack: 'backlog' | 'from_now';
	/** Passes over "entered a stage or status" events whose subject has left it since. */
	readonly skipOvertaken: boolean;
}

/**
 * Writes a consumer and its filters. From the commit on every matching event is delivered to it, and timers that fell due
 * while nobody listened to them fire.
 * @param now lease clock, ms
 */
export async function registerConsumer(tx: SqlTransaction, consumer: Consumer, now: number): Promise<void> {
	const { id } = consumer;
	await tx.run(
		`insert into consumers (id, workflow_id, workflow_name, node_name, skip_overtaken, seen_at, created_at)
			values (:id, :workflowId, :workflowName, :nodeName, :skipOvertaken, :now, :now)
			on conflict (id) do update set workflow_name = excluded.workflow_name, node_name = excluded.node_name,
				skip_overtaken = excluded.skip_overtaken, seen_at = excluded.seen_at`,
		{ id, workflowId: consumer.workflow.id, workflowName: consumer.workflow.name, nodeName: consumer.nodeName, skipOvertaken: consumer.skipOvertaken ? 1 : 0, now },
	);
	await tx.run('delete from consumer_filters where consumer_id = :id', { id });
	for (const filter of consumer.filters) {
		await tx.run(
			`insert into consumer_filters (consumer_id, kind, scope, state, origin) values (:id, :kind, :scope, :state, :origin)
				on conflict (consumer_id, kind, scope, state, origin) do nothing`,
			{ id, kind: filter.kind, scope: filter.scope ?? '*', state: filter.state ?? '*', origin: filter.origin ?? '*' },
		);
	}
	await armHeardAgain(tx);
	if (consumer.whenBack === 'from_now') {
		// What was handed to the workflow before and failed is not something it missed: that is still retried (R-CORE-1).
		await tx.run(
			"update deliveries set state = 'skipped', settled_at = :now, last_error = 'Passed over: the trigger starts from now when it comes back.' where consumer_id = :id and state = 'pending' and attempt = 0",
			{ id, now },
		);
	}
}

/** Says that a consumer is alive; the operator sees consumers that nobody has run for long. @param now lease clock, ms */
export async function touchConsumers(tx: SqlTransaction, ids: readonly string[], now: number): Promise<void> {
	for (const id of ids) await tx.run('update consumers set seen_at = :now where id = :id', { id, now });
}

/** Forgets a consumer for good; its undelivered events are marked, not deleted. A run in hand ends unheard: its verdict matches nothing. */
export async function forgetConsumer(tx: SqlTransaction, id: string, now: number): Promise<number> {
	await tx.run('delete from consumer_filters where consumer_id = :id', { id });
	await tx.run("update deliveries set state = 'skipped', settled_at = :now, last_error = 'The consumer was removed by the operator.' where consumer_id = :id and state in ('pending', 'claimed', 'parked')", { id, now });
	return await tx.run('delete from consumers where id = :id', { id });
}

export interface ConsumerStatus {
	readonly id: string;
	readonly workflowName: string;
	readonly nodeName: string;
	readonly seenAt: number;
	readonly pending: number;
	readonly claimed: number;
	readonly parked: number;
}

export async function listConsumers(query: Queryable): Promise<ConsumerStatus[]> {
	// Only open deliveries are counted, through their partial indexes: the history behind them grows for ever. The coalesce
	// keeps SQLite from walking through that history in the order of its consumers.
	const rows = await query.all(
		`with counts as (
			select consumer_id, count(*) as pending, 0 as claimed, 0 as parked from deliveries where state = 'pending' group by consumer_id
			union all select coalesce(consumer_id, ''), 0, count(*), 0 from deliveries where state = 'claimed' and claim_token > '' group by coalesce(consumer_id, '')
			union all select consumer_id, 0, 0, count(*) from deliveries where state = 'parked' group by consumer_id)
		select c.id, c.workflow_name, c.node_name, c.seen_at, coalesce(sum(n.pending), 0) as pending, coalesce(sum(n.claimed), 0) as claimed, coalesce(sum(n.parked), 0) as parked
		from consumers c left join counts n on n.consumer_id = c.id
		group by c.id, c.workflow_name, c.node_name, c.seen_at order by c.workflow_name, c.node_name`,
	);
	return rows.map((row) => ({
		id: String(row.id),
		workflowName: String(row.workflow_name),
		nodeName: String(row.node_name),
		seenAt: Number(row.seen_at),
		pending: Number(row.pending),
		claimed: Number(row.claimed),
		parked: Number(row.parked),
	}));
}

/** A trigger that a published workflow and its copy have, alike in name and filters: whatever it starts happens once for each. */
export interface CopiedTrigger {
	readonly nodeName: string;
	readonly workflows: ReadonlyArray<{ readonly id: string; readonly name: string }>;
}

interface WorkflowTriggers {
	readonly id: string;
	readonly name: string;
	/** What each trigger hears, by what makes two alike: name and filters. */
	readonly heard: Map<string, string>;
}

/** Two workflows may well hear the same and do different things about it; a copy, also one that was changed since, hears mostly the same. */
function isCopy(one: WorkflowTriggers, other: WorkflowTriggers): boolean {
	const shared = [...one.heard.keys()].filter((likeness) => other.heard.has(likeness)).length;
	return one !== other && shared * 2 >= Math.min(one.heard.size, other.heard.size);
}

async function triggersByWorkflow(query: Queryable, seenAfter: number): Promise<WorkflowTriggers[]> {
	const rows = await query.all(
		`select c.id, c.workflow_id, c.workflow_name, c.node_name, f.kind, f.scope, f.state, f.origin
			from consumers c left join consumer_filters f on f.consumer_id = c.id
			where c.seen_at > :seenAfter order by c.workflow_name, c.id, f.kind, f.scope, f.state, f.origin`,
		{ seenAfter },
	);
	const filtersOf = new Map<string, SqlRow[]>();
	for (const row of rows) filtersOf.set(String(row.id), [...(filtersOf.get(String(row.id)) ?? []), row]);
	const workflows = new Map<string, WorkflowTriggers>();
	for (const filters of filtersOf.values()) {
		const { workflow_id: id, workflow_name: name, node_name: node } = filters[0] as SqlRow;
		const workflow = workflows.get(String(id)) ?? { id: String(id), name: String(name), heard: new Map<string, string>() };
		workflow.heard.set(JSON.stringify([node, ...filters.map(({ kind, scope, state, origin }) => [kind, scope, state, origin])]), String(node));
		workflows.set(workflow.id, workflow);
	}
	return [...workflows.values()];
}

/** @param seenAfter only triggers that an n8n has run since; lease clock, ms */
export async function copiedTriggers(query: Queryable, seenAfter: number): Promise<CopiedTrigger[]> {
	const workflows = await triggersByWorkflow(query, seenAfter);
	const alike = [...new Map(workflows.flatMap(({ heard }) => [...heard]))].sort(([, left], [, right]) => left.localeCompare(right));
	return alike.flatMap(([likeness, nodeName]) => {
		const having = workflows.filter(({ heard }) => heard.has(likeness));
		const copies = having.filter((one) => having.some((other) => isCopy(one, other)));
		return copies.length === 0 ? [] : [{ nodeName, workflows: copies.map(({ id, name }) => ({ id, name })) }];
	});
}
