import { eventColumns, rowToEvent } from '../../journal/append-events';
import type { DeskEvent, EventKind } from '../../journal/event';
import type { Queryable } from '../../store/database';
import type { SubjectRef } from '../../subject';
import { eventTitles } from '../../texts';
import { doerOf } from './why-sentences';

/** One event of a subject, for people and programs. */
export interface TrailEvent {
	readonly id: number;
	/** ms */
	readonly at: number;
	readonly kind: EventKind;
	/** In Russian. */
	readonly title: string;
	readonly scope: string;
	readonly state: string;
	readonly by: string;
	readonly data: Readonly<Record<string, unknown>>;
}

const MOST_EVENTS = 200;

/** The latest events of a subject, oldest first. */
export async function eventsOf(query: Queryable, subject: SubjectRef): Promise<DeskEvent[]> {
	const rows = await query.all(`select ${eventColumns} from events e where e.subject_kind = :kind and e.subject_id = :id order by e.id desc limit :most`, { kind: subject.kind, id: subject.id, most: MOST_EVENTS });
	return rows.map(rowToEvent).reverse();
}

export function trailOf(events: readonly DeskEvent[]): TrailEvent[] {
	return events.map(({ id, at, kind, scope, state, cause, data }) => ({ id, at, kind, title: eventTitles[kind] ?? kind, scope, state, by: doerOf(cause), data }));
}
