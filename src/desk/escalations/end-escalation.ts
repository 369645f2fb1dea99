import type { Call } from '../../call';
import { ConflictError, InvalidInputError } from '../../errors';
import { datedInstant } from '../../escalation/escalation';
import { escalations } from '../../store/escalation-tables';
import type { EscalationRow } from '../../store/escalation-tables';
import { lockSubjectState } from '../../store/subject-states';
import type { SubjectRef } from '../../subject';
import { cancelTimersOf, moveTimersOf } from '../../timers/timers';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { ownerOf } from './start-escalation';

export interface EscalationEnded {
	readonly escalationId: number;
	readonly rule: string;
	readonly status: 'acknowledged' | 'cancelled';
	readonly reason: string;
}

/** Ends one escalation in the caller's transaction: its timer is cancelled and the journal says why. */
async function end(tx: DeskTransaction, row: EscalationRow, status: 'acknowledged' | 'cancelled', reason: string): Promise<EscalationEnded> {
	await escalations.update(tx, row.id, { status, endedAt: tx.now, endReason: reason, endDeliveryId: tx.call.deliveryId });
	await cancelTimersOf(tx, ownerOf(row), reason, tx.now);
	await tx.emit({ kind: 'EscalationEnded', scope: row.rule, state: status, subject: { kind: row.subjectKind, id: row.subjectId }, data: { escalationId: row.id, status, reason } });
	return { escalationId: row.id, rule: row.rule, status, reason };
}

const runningOn = "where status = 'running' and subject_kind = :kind and subject_id = :id";

/**
 * Ends what runs on a subject: `acknowledged` when the person reacted (a decision recorded, a task closed), `cancelled` when
 * the subject moved on (R-REG-5, R-LEAD-5). For use cases that are in a transaction already.
 */
export async function endEscalationsOn(tx: DeskTransaction, subject: SubjectRef, status: 'acknowledged' | 'cancelled', reason: string, rule?: string): Promise<EscalationEnded[]> {
	const rows = await escalations.select(tx, `${runningOn}${rule === undefined ? '' : ' and rule = :rule'} order by id${tx.lockRows}`, { kind: subject.kind, id: subject.id, ...(rule !== undefined && { rule }) });
	const ended: EscalationEnded[] = [];
	for (const row of rows) ended.push(await end(tx, row, status, reason));
	return ended;
}

export interface EndEscalation {
	readonly subject: SubjectRef;
	/** Only this rule; all that run on the subject when it is absent. */
	readonly rule?: string;
	/** The decision or reason, in words; kept in the journal. */
	readonly reason: string;
}

/** A decision without words, or about a record that is not there, is a mistake and stops nothing (R-CORE-6). */
async function checkIsThere(tx: DeskTransaction, { kind, id }: SubjectRef): Promise<void> {
	if (!(await lockSubjectState(tx, { kind, id }))) throw new ConflictError(`There is no ${kind} ${id}`, 'Check the kind and the number of the record.');
}

function checkSaid(field: string, reason: string): void {
	if (reason.trim() === '') throw new InvalidInputError([{ field, reason: 'say it in words: the journal keeps them' }]);
}

/**
 * The person reacted: the decision is kept, and what was pending for the subject stops (R-REG-5).
 * @throws {InvalidInputError} for a decision without words
 * @throws {ConflictError} when there is no such record
 */
export async function acknowledgeEscalation(workspace: Workspace, input: EndEscalation, call: Call): Promise<EffectOutcome<EscalationEnded[]>> {
	checkSaid('Decision', input.reason);
	return await workspace.effect(call, 'escalation acknowledgement', async (tx) => {
		await checkIsThere(tx, input.subject);
		const ended = await endEscalationsOn(tx, input.subject, 'acknowledged', input.reason, input.rule);
		// Kept also when nothing was pending any more: somebody decided, and will look for it.
		await tx.emit({ kind: 'DecisionRecorded', scope: input.rule ?? '', subject: input.subject, data: { decision: input.reason, ended: ended.map(({ rule }) => rule).join(', ') } });
		return ended;
	});
}

/** The operator or a workflow calls the escalation off. @throws as `acknowledgeEscalation` */
export async function cancelEscalation(workspace: Workspace, input: EndEscalation, call: Call): Promise<EffectOutcome<EscalationEnded[]>> {
	checkSaid('Reason', input.reason);
	return await workspace.effect(call, 'escalation cancellation', async (tx) => {
		await checkIsThere(tx, input.subject);
		return await endEscalationsOn(tx, input.subject, 'cancelled', input.reason, input.rule);
	});
}

export interface MoveEscalation {
	readonly subject: SubjectRef;
	readonly rule: string;
	/** New due instant of the next step, ms; null parks it until a date is given. */
	readonly dueAt: number | null;
}

/** Moves the next step of a running escalation. @throws {ConflictError} when none runs */
export async function moveEscalation(workspace: Workspace, input: MoveEscalation, call: Call): Promise<EffectOutcome<{ escalationId: number; dueAt: number | null }>> {
	return await workspace.effect(call, 'escalation move', async (tx) => {
		const row = await escalations.first(tx, `${runningOn} and rule = :rule order by id desc limit 1${tx.lockRows}`, { kind: input.subject.kind, id: input.subject.id, rule: input.rule });
		if (!row) throw new ConflictError(`No escalation "${input.rule}" runs on ${input.subject.kind} ${input.subject.id}`, 'List the escalations of the subject to see what runs.');
		const dueAt = input.dueAt === null ? null : Math.max(input.dueAt, tx.now);
		await moveTimersOf(tx, ownerOf(row), dueAt);
		await tx.emit({ kind: 'EscalationMoved', scope: row.rule, subject: input.subject, data: { escalationId: row.id, dueAt } });
		return { escalationId: row.id, dueAt };
	});
}

/**
 * A date on the subject changed: steps that wait for this field move with it; a cleared date parks them visibly
 * (R-PRI-4). For use cases that save the date, in their transaction.
 */
export async function moveStepsBoundTo(tx: DeskTransaction, subject: SubjectRef, field: string, date: number | null): Promise<void> {
	const rows = await escalations.select(tx, `${runningOn} order by id${tx.lockRows}`, { kind: subject.kind, id: subject.id });
	for (const row of rows) {
		const steps = row.steps.map((step) => (step.wait.kind === 'at' && step.wait.field === field ? { ...step, wait: { ...step.wait, at: date } } : step));
		await escalations.update(tx, row.id, { steps });
		const bound = steps[row.stepIndex];
		if (bound?.wait.kind !== 'at' || bound.wait.field !== field) continue;
		const at = datedInstant(bound.wait, row.calendar.zone);
		// A date moved into the past makes the step due now; nothing has been late, so nothing is to say so.
		const dueAt = at === null ? null : Math.max(at, tx.now);
		await moveTimersOf(tx, ownerOf(row), dueAt);
		await tx.emit({ kind: 'EscalationMoved', scope: row.rule, subject, data: { escalationId: row.id, dueAt, field } });
	}
}
