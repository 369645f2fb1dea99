import type { Escalation } from '../escalation/escalation';
import type { EventCause } from '../journal/event';
import type { SubjectKind } from '../subject';
import type { SqlTransaction } from './database';
import { integer, json, maybeInteger, maybeText, oneOf, Table, text } from './table';

/** An escalation as stored: the subject in two columns, the delivery that ended it for the guard (journal/moved-on.ts). */
export interface EscalationRow extends Omit<Escalation, 'subject'> {
	readonly subjectKind: SubjectKind;
	readonly subjectId: number;
	readonly calendar: { readonly name: string; readonly zone: string; readonly warnings: readonly string[] };
	readonly endDeliveryId: number | null;
}

export const escalations = new Table<EscalationRow>('escalations', 'Escalation', {
	id: integer('id'),
	rule: text('rule'),
	subjectKind: oneOf<SubjectKind>('subject_kind'),
	subjectId: integer('subject_id'),
	guardState: text('guard_state'),
	guardCycle: integer('guard_cycle'),
	status: oneOf<EscalationRow['status']>('status'),
	steps: json<EscalationRow['steps']>('steps_json'),
	stepIndex: integer('step_index'),
	firedCount: integer('fired_count'),
	note: text('note'),
	responsibleId: integer('responsible_id'),
	calendar: json<EscalationRow['calendar']>('calendar_json'),
	cause: json<EventCause>('cause_json'),
	startedAt: integer('started_at'),
	endedAt: maybeInteger('ended_at'),
	endReason: maybeText('end_reason'),
	endDeliveryId: maybeInteger('end_delivery_id'),
});

/** Locks those of the escalations that nobody else is changing at this moment. */
export async function takeEscalations(tx: SqlTransaction, ids: readonly number[]): Promise<Map<number, EscalationRow>> {
	if (ids.length === 0) return new Map();
	const rows = await escalations.select(tx, `where id in (select cast(r.value ->> 'id' as bigint) from ${tx.jsonRows('escalations')}) order by id${tx.skipLocked}`, {
		escalations: JSON.stringify(ids.map((id) => ({ id }))),
	});
	return new Map(rows.map((row) => [row.id, row]));
}

export type EscalationProgress = Pick<EscalationRow, 'id' | 'status' | 'stepIndex' | 'firedCount' | 'endedAt' | 'endReason'>;

/** Writes how far escalations have come, with one statement. */
export async function saveProgress(tx: SqlTransaction, progress: readonly EscalationProgress[]): Promise<void> {
	if (progress.length === 0) return;
	await tx.run(
		`update escalations set status = r.value ->> 'status', step_index = cast(r.value ->> 'stepIndex' as integer),
				fired_count = cast(r.value ->> 'firedCount' as integer), ended_at = cast(r.value ->> 'endedAt' as bigint), end_reason = r.value ->> 'endReason'
			from ${tx.jsonRows('progress')} where escalations.id = cast(r.value ->> 'id' as bigint)`,
		{ progress: JSON.stringify(progress.map(({ id, status, stepIndex, firedCount, endedAt, endReason }) => ({ id, status, stepIndex, firedCount, endedAt, endReason }))) },
	);
}
