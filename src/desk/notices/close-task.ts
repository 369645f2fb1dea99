import type { Call } from '../../call';
import type { Task } from '../../crm/notice';
import { ConflictError, InvalidInputError } from '../../errors';
import { escalations } from '../../store/escalation-tables';
import { tasks } from '../../store/notice-tables';
import { registerEntries } from '../../store/register-tables';
import type { SubjectRef } from '../../subject';
import { reactionTexts } from '../../texts';
import { endEscalationsOn } from '../escalations/end-escalation';
import type { EscalationEnded } from '../escalations/end-escalation';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';

export interface CloseTask {
	readonly taskId: number;
	/** Name of the person who closes it. */
	readonly by: string;
	readonly note?: string;
	readonly outcome?: 'done';
}

export interface TaskClosed {
	readonly task: Task;
	/** False when it was closed before: nothing changed. */
	readonly changed: boolean;
	/** Escalations on the subject that this reaction stopped (R-REG-5). */
	readonly acknowledged: readonly EscalationEnded[];
}

const subjectOf = (task: Task): SubjectRef | null => (task.subjectKind === null || task.subjectId === null ? null : { kind: task.subjectKind, id: task.subjectId });

/** When the file of a verification task was decided about; null while it still waits for the head. */
async function decidedAt(tx: DeskTransaction, task: Task): Promise<number | null> {
	const entry = task.subjectKind === 'entry' && task.subjectId !== null ? await registerEntries.find(tx, task.subjectId) : undefined;
	return entry?.verification && entry.verification.fileHash === task.fileHash ? entry.verification.at : null;
}

/** Everything that waits for a reaction on the subject has got it. What a decision about a scan has just started goes on. */
async function acknowledge(tx: DeskTransaction, task: Task, input: CloseTask): Promise<EscalationEnded[]> {
	const subject = subjectOf(task);
	if (subject === null) return [];
	const reason = reactionTexts.taskClosed(task.id, input.by.trim());
	if (task.kind !== 'verification') return await endEscalationsOn(tx, subject, 'acknowledged', reason);
	const decided = (await decidedAt(tx, task)) ?? tx.now;
	const older = await escalations.select(tx, "where status = 'running' and subject_kind = :kind and subject_id = :id and started_at < :decided", { kind: subject.kind, id: subject.id, decided });
	const ended: EscalationEnded[] = [];
	for (const { rule } of older) ended.push(...(await endEscalationsOn(tx, subject, 'acknowledged', reason, rule)));
	return ended;
}

async function closeTaskIn(tx: DeskTransaction, input: CloseTask): Promise<TaskClosed> {
	const task = await tasks.lock(tx, input.taskId);
	if (task.status !== 'open') return { task, changed: false, acknowledged: [] };
	if (task.kind === 'verification' && (await decidedAt(tx, task)) === null) {
		throw new ConflictError(`Task ${task.id} asks to verify a file, and nothing was decided about it`, 'Confirm or reject the scan; that closes the task.');
	}
	const changes = { status: input.outcome ?? 'done', closedAt: tx.now, closedBy: input.by.trim(), closeNote: input.note?.trim() || null } as const;
	await tasks.update(tx, task.id, changes);
	await tx.emit({
		kind: 'TaskClosed',
		scope: task.kind,
		state: changes.status,
		subject: subjectOf(task) ?? { kind: 'task', id: task.id },
		data: { taskId: task.id, title: task.title, closedBy: changes.closedBy, reason: changes.closeNote },
	});
	return { task: { ...task, ...changes }, changed: true, acknowledged: await acknowledge(tx, task, input) };
}

/**
 * Closes a task. That is a reaction: what runs on its subject is acknowledged (R-REG-5). Closing a closed task answers it
 * unchanged; a verification is closed by the decision about its file, never without one (R-CON-7).
 * @throws {ConflictError} for a verification without a decision
 */
export async function closeTask(workspace: Workspace, input: CloseTask, call: Call): Promise<EffectOutcome<TaskClosed>> {
	if (input.by.trim() === '') throw new InvalidInputError([{ field: 'Closed By', reason: 'say who closes the task' }]);
	return await workspace.effect(call, 'task closing', async (tx) => await closeTaskIn(tx, input));
}
