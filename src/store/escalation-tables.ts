import type { Escalation } from '../escalation/escalation';
import type { EventCause } from '../journal/event';
import type { SubjectKind } from '../subject';
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
	responsibleId: maybeInteger('responsible_id'),
	calendar: json<EscalationRow['calendar']>('calendar_json'),
	cause: json<EventCause>('cause_json'),
	startedAt: integer('started_at'),
	endedAt: maybeInteger('ended_at'),
	endReason: maybeText('end_reason'),
	endDeliveryId: maybeInteger('end_delivery_id'),
});
