import type { SqlRow, SqlTransaction } from '../store/database';
import { insertOne } from '../store/insert-rows';
import type { DeskEvent, EventCause, EventKind, NewEvent, Origin } from './event';

const columns = {
	at: 'bigint',
	kind: 'text',
	scope: 'text',
	state: 'text',
	origin: 'text',
	subject_kind: 'text',
	subject_id: 'bigint',
	cycle: 'integer',
	escalation_id: 'bigint',
	data_json: 'text',
	cause_json: 'text',
} as const;

const eventRow = (event: NewEvent, at: number, cause: string): Record<keyof typeof columns, string | number | null> => ({
	at,
	kind: event.kind,
	scope: event.scope ?? '',
	state: event.state ?? '',
	origin: event.origin ?? 'by_hand',
	subject_kind: event.subject.kind,
	subject_id: event.subject.id,
	cycle: event.cycle ?? null,
	escalation_id: event.escalationId ?? null,
	data_json: JSON.stringify(event.data),
	cause_json: cause,
});

const insertEvent = insertOne('events', Object.keys(columns));

// The fan-out runs in the writer's transaction: a cursor over event ids would lose events that commit out of order on PostgreSQL.
// A delivery is available at once (0): its pauses are measured on the lease clock, which is not the workspace's.
const fanOut = `insert into deliveries (consumer_id, event_id, state, available_at, attempt, alone)
	select distinct f.consumer_id, cast(:eventId as bigint), 'pending', 0, 0, 0 from consumer_filters f
	where f.kind = :kind and f.scope in ('*', :scope) and f.state in ('*', :state) and f.origin in ('*', :origin)`;

/**
 * Writes an event and one delivery for each consumer that listens to it, in the caller's transaction: the change and its
 * event stand or fall together (R-CORE-1).
 * @param at workspace clock, ms
 */
export async function appendEvent(tx: SqlTransaction, event: NewEvent, at: number, cause: EventCause): Promise<number> {
	const values = eventRow(event, at, JSON.stringify(cause));
	const eventId = Number((await tx.get(insertEvent, values))?.id);
	await tx.run(fanOut, { eventId, kind: values.kind, scope: values.scope, state: values.state, origin: values.origin });
	return eventId;
}

/** As `appendEvent` for many events of one cause. */
export async function appendEvents(tx: SqlTransaction, events: readonly NewEvent[], at: number, cause: EventCause): Promise<void> {
	if (events.length === 0) return;
	const causeJson = JSON.stringify(cause);
	const written = await tx.insertRows({ table: 'events', columns, rows: events.map((event) => eventRow(event, at, causeJson)) });
	await tx.run(
		`insert into deliveries (consumer_id, event_id, state, available_at, attempt, alone)
			select heard.consumer_id, heard.event_id, 'pending', 0, 0, 0 from (
				select distinct f.consumer_id, e.id as event_id from events e join consumer_filters f
					on f.kind = e.kind and f.scope in ('*', e.scope) and f.state in ('*', e.state) and f.origin in ('*', e.origin)
				where e.id in (select cast(r.value ->> 'id' as bigint) from ${tx.jsonRows('written')})) heard
			order by heard.event_id, heard.consumer_id`,
		{ written: JSON.stringify(written.map((id) => ({ id }))) },
	);
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
