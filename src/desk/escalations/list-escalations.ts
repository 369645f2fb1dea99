import type { EscalationStatus } from '../../escalation/escalation';
import { escalations } from '../../store/escalation-tables';
import type { EscalationRow } from '../../store/escalation-tables';
import type { Queryable } from '../../store/database';
import { equals, pageOf } from '../../store/page';
import type { Page, PageRequest } from '../../store/page';
import type { SubjectRef } from '../../subject';
import { pendingTimerOf } from '../../timers/timers';
import type { Workspace } from '../workspace';
import { ownerOf } from './start-escalation';

export interface ListEscalations extends PageRequest {
	readonly subject?: SubjectRef;
	readonly rule?: string;
	readonly status?: EscalationStatus;
}

export interface EscalationView {
	readonly escalationId: number;
	readonly rule: string;
	readonly status: EscalationStatus;
	readonly subjectKind: SubjectRef['kind'];
	readonly subjectId: number;
	readonly note: string;
	/** The stage or status it is bound to. */
	readonly guardState: string;
	/** Code of the step that fires next; null when it has ended. */
	readonly nextStep: string | null;
	/** ms; null when it has ended, or waits for a date nobody has given. */
	readonly nextDueAt: number | null;
	readonly calendar: string;
	readonly startedAt: number;
	readonly endedAt: number | null;
	readonly endReason: string | null;
}

async function viewOf(query: Queryable, row: EscalationRow): Promise<EscalationView> {
	const timer = row.status === 'running' ? await pendingTimerOf(query, ownerOf(row)) : undefined;
	const { id: escalationId, rule, status, subjectKind, subjectId, note, guardState, startedAt, endedAt, endReason } = row;
	return { escalationId, rule, status, subjectKind, subjectId, note, guardState, nextStep: timer?.step ?? null, nextDueAt: timer?.dueAt ?? null, calendar: row.calendar.name, startedAt, endedAt, endReason };
}

/** Escalations, newest first, with what fires next. */
export async function listEscalations(workspace: Workspace, input: ListEscalations = {}): Promise<Page<EscalationView>> {
	const { subject, rule, status } = input;
	const filters = [...equals('subject_kind', subject?.kind), ...equals('subject_id', subject?.id), ...equals('rule', rule), ...equals('status', status)];
	return await workspace.read(async (query) => {
		const { items, next } = await pageOf(query, escalations, filters, input);
		const views: EscalationView[] = [];
		for (const row of items) views.push(await viewOf(query, row));
		return { items: views, next };
	});
}
