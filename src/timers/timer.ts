import type { SqlRow } from '../store/database';
import type { SubjectRef } from '../subject';

/**
 * A timer is a row, bound to (subject, state, cycle); see architecture decisions 1 and 2. States: `armed`; `waiting` (its
 * date was cleared: visible, never due); `unheard` (it fell due and no workflow listens: see heard.ts); `fired`; `cancelled`.
 */
export interface NewTimer {
	/** Null for periodic work, which belongs to no escalation. */
	readonly escalationId: number | null;
	/** Who arms and cancels it, e.g. "escalation:17"; one pending timer per owner. */
	readonly owner: string;
	readonly rule: string;
	readonly step: string;
	readonly subject: SubjectRef;
	readonly guardState: string;
	readonly guardCycle: number;
	/** ms; null arms nothing and waits for a date. */
	readonly dueAt: number | null;
	readonly data: Readonly<Record<string, unknown>>;
}

export interface Timer extends NewTimer {
	readonly id: number;
	readonly state: 'armed' | 'waiting' | 'unheard' | 'fired' | 'cancelled';
	/** The instant it fell due first, when it was put off to working hours since. */
	readonly deferredFrom: number | null;
	readonly armedAt: number;
	/** Why it was cancelled; on an armed timer, why it could not fire when it was due. */
	readonly reason: string | null;
}

/** Repeated word for word from the partial indexes: SQLite does not infer one predicate from another. */
export const PENDING = "state in ('armed', 'waiting', 'unheard')";

export const timerColumns = 't.id, t.escalation_id, t.owner, t.rule, t.step, t.subject_kind, t.subject_id, t.guard_state, t.guard_cycle, t.due_at, t.deferred_from, t.state, t.data_json, t.armed_at, t.settle_reason';

export function rowToTimer(row: SqlRow): Timer {
	return {
		id: Number(row.id),
		escalationId: row.escalation_id === null ? null : Number(row.escalation_id),
		owner: String(row.owner),
		rule: String(row.rule),
		step: String(row.step),
		subject: { kind: row.subject_kind as SubjectRef['kind'], id: Number(row.subject_id) },
		guardState: String(row.guard_state),
		guardCycle: Number(row.guard_cycle),
		dueAt: row.state === 'waiting' ? null : Number(row.due_at),
		deferredFrom: row.deferred_from === null ? null : Number(row.deferred_from),
		state: row.state as Timer['state'],
		data: JSON.parse(String(row.data_json)) as Record<string, unknown>,
		armedAt: Number(row.armed_at),
		reason: row.settle_reason === null ? null : String(row.settle_reason),
	};
}
