import type { EventKind } from '../../journal/event';
import type { Condition } from '../../store/page';
import type { SqlRow } from '../../store/database';
import type { SubjectRef } from '../../subject';
import type { Workspace } from '../workspace';

export type DeliveryState = 'pending' | 'claimed' | 'done' | 'skipped' | 'parked';

export interface DeliveryFilter {
	/** Default: what is not settled well, i.e. parked, pending and claimed. */
	readonly states?: readonly DeliveryState[];
	readonly consumerId?: string;
	readonly subject?: SubjectRef;
	/** `next` of the page before. */
	readonly after?: number | null;
	/** Default 50, at most 1000. */
	readonly limit?: number;
}

export interface ListedDelivery {
	readonly deliveryId: number;
	readonly state: DeliveryState;
	readonly attempts: number;
	/** What the last attempt failed with, or why it was passed over. */
	readonly error: string | null;
	/** When the event happened, ms on the workspace clock. */
	readonly since: number;
	readonly event: { readonly id: number; readonly kind: EventKind; readonly scope: string; readonly state: string };
	readonly subject: SubjectRef;
	/** Null when the trigger was removed. */
	readonly consumer: { readonly id: string; readonly workflow: string; readonly node: string } | null;
}

const openStates: readonly DeliveryState[] = ['parked', 'pending', 'claimed'];

const selectSql = `select d.id, d.state, d.attempt, d.last_error, d.consumer_id, e.id as event_id, e.at, e.kind, e.scope, e.state as event_state,
		e.subject_kind, e.subject_id, c.workflow_name, c.node_name
	from deliveries d join events e on e.id = d.event_id left join consumers c on c.id = d.consumer_id`;

function rowToDelivery(row: SqlRow): ListedDelivery {
	return {
		deliveryId: Number(row.id),
		state: row.state as DeliveryState,
		attempts: Number(row.attempt),
		error: row.last_error === null ? null : String(row.last_error),
		since: Number(row.at),
		event: { id: Number(row.event_id), kind: row.kind as EventKind, scope: String(row.scope), state: String(row.event_state) },
		subject: { kind: row.subject_kind as SubjectRef['kind'], id: Number(row.subject_id) },
		consumer: row.workflow_name === null ? null : { id: String(row.consumer_id), workflow: String(row.workflow_name), node: String(row.node_name) },
	};
}

function conditionsOf(filter: DeliveryFilter): Condition[] {
	const states = filter.states ?? openStates;
	const names = states.map((_, index) => `:state${index}`);
	return [
		{ sql: names.length === 0 ? '1 = 0' : `d.state in (${names.join(', ')})`, params: Object.fromEntries(states.map((state, index) => [`state${index}`, state])) },
		...(filter.consumerId === undefined ? [] : [{ sql: 'd.consumer_id = :consumerId', params: { consumerId: filter.consumerId } }]),
		...(filter.subject === undefined ? [] : [{ sql: 'e.subject_kind = :kind and e.subject_id = :subjectId', params: { kind: filter.subject.kind, subjectId: filter.subject.id } }]),
		...(filter.after === undefined || filter.after === null ? [] : [{ sql: 'd.id < :after', params: { after: filter.after } }]),
	];
}

/** Deliveries of events to workflows, newest first: what waits, what runs, and what was parked with its error (R-CORE-1). */
export async function listDeliveries(workspace: Workspace, filter: DeliveryFilter = {}): Promise<{ items: ListedDelivery[]; next: number | null }> {
	const limit = Math.min(Math.max(Math.trunc(filter.limit ?? 50), 1), 1_000);
	const conditions = conditionsOf(filter);
	const where = conditions.map(({ sql }) => sql).join(' and ');
	const params = Object.assign({}, ...conditions.map((condition) => condition.params)) as Condition['params'];
	const rows = await workspace.read(async (query) => await query.all(`${selectSql} where ${where} order by d.id desc limit :rows`, { ...params, rows: limit + 1 }));
	const items = rows.slice(0, limit).map(rowToDelivery);
	return { items, next: rows.length > limit ? (items.at(-1)?.deliveryId ?? null) : null };
}
