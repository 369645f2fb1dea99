import type { SqlRow, SqlTransaction } from '../store/database';
import type { DeskEvent, EventCause, EventKind, NewEvent, Origin } from './event';

const insertEvent = `insert into events (at, kind, scope, state, origin, subject_kind, subject_id, cycle, escalation_id, data_json, cause_json)
	values (:at, :kind, :scope, :state, :origin, :subjectKind, :subjectId, :cycle, :escalationId, :data, :cause) returning id`;

// The fan-out runs in the writer's transaction: a cursor over event ids would lose events that commit out of order on PostgreSQL.
const fanOut = `insert into deliveries (consumer_id, event_id, state, available_at, attempt, alone)
	select distinct f.consumer_id, cast(:eventId as bigint), 'pending', cast(:availableAt as bigint), 0, 0 from consumer_filters f
	where f.kind = :kind and f.scope in ('*', :scope) and f.state in ('*', :state) and f.origin in ('*', :origin)`;

/**
 * Writes an event and one delivery for each consumer that listens to it, in the caller's transaction: the change and its
 * event stand or fall together (R-CORE-1).
 * @param at workspace clock, ms
 */
export async function appendEvent(tx: SqlTransaction, event: NewEvent, at: number, cause: EventCause): Promise<number> {
	const scope = event.scope ?? '';
	const state = event.state ?? '';
	const origin = event.origin ?? 'by_hand';
	const row = await tx.get(insertEvent, {
		at,
		kind: event.kind,
		scope,
		state,
		origin,
		subjectKind: event.subject.kind,
		subjectId: event.subject.id,
		cycle: event.cycle ?? null,
		escalationId: event.escalationId ?? null,
		data: JSON.stringify(event.data),
		cause: JSON.stringify(cause),
	});
	const eventId = Number(row?.id);
	await tx.run(fanOut, { eventId, availableAt: 0, kind: event.kind, scope, state, origin });
	return eventId;
}

export const eventColumns = 'e.id, e.at, e.kind, e.scope, e.state, e.origin, e.subject_kind, e.subject_id, e.cycle, e.escalation_id, e.data_json, e.cause_json';

export function rowToEvent(row: SqlRow): DeskEvent {
	return {
		id: Number(row.id),
		at: Number(row.at),
		kind: row.kind as EventKind,
		scope: String(row.scope),
		state: String(row.state),
		origin: row.origin as Origin,
		subject: { kind: row.subject_kind as DeskEvent['subject']['kind'], id: Number(row.subject_id) },
		...(row.cycle !== null && { cycle: Number(row.cycle) }),
		...(row.escalation_id !== null && { escalationId: Number(row.escalation_id) }),
		data: JSON.parse(String(row.data_json)) as Record<string, unknown>,
		cause: JSON.parse(String(row.cause_json)) as EventCause,
	};
}
