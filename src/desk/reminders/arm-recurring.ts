import type { Recurrence } from '../../cadence/recurrence';
import type { SubjectRef } from '../../subject';
import { armOrMoveTimer, cancelTimersOf } from '../../timers/timers';
import type { DeskTransaction } from '../workspace';

/** Periodic work as a timer of its own: it announces itself as `EscalationStepDue`, so the Escalation Trigger starts workflows with it. */
export interface RecurringTimer {
	/** What a trigger filters on, e.g. "monthly-close". */
	readonly rule: string;
	readonly step: string;
	readonly subject: SubjectRef;
	readonly recurrence: Recurrence;
	/** First due instant, ms; null waits visibly for a date. */
	readonly dueAt: number | null;
	/** The operator's words, carried to the workflow. */
	readonly note: string;
}

export const recurringOwner = ({ rule, subject }: Pick<RecurringTimer, 'rule' | 'subject'>): string => `recurring:${rule}:${subject.kind}:${subject.id}`;

/** Arms the timer of a rule and subject, or moves the one that is armed: there is never a second. */
export async function armRecurring(tx: DeskTransaction, timer: RecurringTimer): Promise<void> {
	// No guard: a department or a company has no stages to leave.
	const guard = { escalationId: null, guardState: '', guardCycle: 0 };
	const data = { recurrence: timer.recurrence, note: timer.note };
	await armOrMoveTimer(tx, { ...guard, owner: recurringOwner(timer), rule: timer.rule, step: timer.step, subject: timer.subject, dueAt: timer.dueAt, data }, tx.now);
}

/** Calls periodic work off. Answers whether any was armed. */
export async function disarmRecurring(tx: DeskTransaction, timer: Pick<RecurringTimer, 'rule' | 'subject'>, reason: string): Promise<boolean> {
	return (await cancelTimersOf(tx, recurringOwner(timer), reason, tx.now)) > 0;
}
