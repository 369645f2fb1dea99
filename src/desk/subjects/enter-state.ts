import type { EventKind, Origin } from '../../journal/event';
import { keepSubjectState } from '../../store/subject-states';
import { tasks } from '../../store/notice-tables';
import type { SubjectRef } from '../../subject';
import { endEscalationsOn } from '../escalations/end-escalation';
import { moveTexts } from '../../texts';
import type { DeskTransaction } from '../workspace';

export interface StateEntry {
	readonly subject: SubjectRef;
	readonly event: EventKind;
	/** Pipeline or register code. */
	readonly scope: string;
	readonly from: string | null;
	readonly to: string;
	/** Title of the state that is left, for the reason in journals. */
	readonly fromTitle: string | null;
	readonly cycle: number;
	readonly origin?: Origin;
	readonly data: Readonly<Record<string, unknown>>;
}

/** Tasks of an earlier stay lose their point when the subject moves on; they are closed visibly, with the reason. */
async function cancelTasksOf(tx: DeskTransaction, subject: SubjectRef, reason: string): Promise<void> {
	const open = await tasks.select(tx, `where subject_kind = :kind and subject_id = :id and status = 'open' and subject_cycle is not null${tx.lockRows}`, { kind: subject.kind, id: subject.id });
	for (const task of open) {
		await tasks.update(tx, task.id, { status: 'cancelled', closedAt: tx.now, closedBy: tx.call.actor.name, closeNote: reason });
		await tx.emit({ kind: 'TaskClosed', scope: task.kind, state: 'cancelled', subject, data: { taskId: task.id, title: task.title, reason } });
	}
}

/**
 * What every move of a lead, deal or register entry has in common, in the mover's transaction: what was pending for the old
 * stay is cancelled with a reason (R-LEAD-5, R-CON-9), the history says who and when (R-LEAD-2), guards learn the new
 * state, and the event goes out.
 */
export async function enterState(tx: DeskTransaction, entry: StateEntry): Promise<void> {
	// First, because it waits for whoever is making something for the old stay at this moment (store/subject-states.ts).
	await keepSubjectState(tx, entry.subject, { state: entry.to, cycle: entry.cycle }, tx.call.deliveryId);
	if (entry.from !== null) {
		const reason = (entry.from === entry.to ? moveTexts.again : moveTexts.left)(entry.fromTitle ?? entry.from);
		await endEscalationsOn(tx, entry.subject, 'cancelled', reason);
		await cancelTasksOf(tx, entry.subject, reason);
	}
	await tx.run(
		`insert into stage_history (subject_kind, subject_id, from_state, to_state, cycle, at, actor_json) values (:kind, :id, :from, :to, :cycle, :at, :actor)`,
		{ kind: entry.subject.kind, id: entry.subject.id, from: entry.from, to: entry.to, cycle: entry.cycle, at: tx.now, actor: JSON.stringify(tx.call.actor) },
	);
	await tx.emit({ kind: entry.event, scope: entry.scope, state: entry.to, ...(entry.origin && { origin: entry.origin }), subject: entry.subject, cycle: entry.cycle, data: { ...entry.data, from: entry.from, to: entry.to } });
}
