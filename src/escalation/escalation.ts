import { dueAfterExplained, nextWorkingTime } from '../calendar';
import type { Wait, WorkingCalendar } from '../calendar';
import type { EventCause } from '../journal/event';
import type { SubjectRef } from '../subject';

/** When a step falls due: so long after the step before it (or the start), or at an instant taken from the subject. */
export type StepWait =
	| { readonly kind: 'after'; readonly wait: Wait }
	/** `field` names the date on the subject; moving that date moves the step, clearing it parks the step (R-PRI-4). */
	| { readonly kind: 'at'; readonly at: number | null; readonly field: string | null };

/** One rung: first a notice, later a task with the head (R-REG-5). What it does is decided on the canvas behind the trigger. */
export interface EscalationStep {
	/** What the Escalation Trigger filters on: "remind", "task" … */
	readonly code: string;
	readonly wait: StepWait;
	/** How many times the step fires before the next one begins; each time after the same wait (R-LEAD-4: capped). */
	readonly times: number;
	/** Fires inside working hours only: outside them it is put off to the next opening, never dropped. */
	readonly inWorkingHours: boolean;
}

export type EscalationStatus = 'running' | 'completed' | 'acknowledged' | 'cancelled';

export interface Escalation {
	readonly id: number;
	/** What the escalation watches over, e.g. "contract-not-signed"; one runs per rule, subject and stay in a state. */
	readonly rule: string;
	readonly subject: SubjectRef;
	readonly guardState: string;
	readonly guardCycle: number;
	readonly status: EscalationStatus;
	readonly steps: readonly EscalationStep[];
	/** The step that fires next, from 0; equals the number of steps when all have fired. */
	readonly stepIndex: number;
	/** How often the present step has fired already. */
	readonly firedCount: number;
	/** The operator's words, carried to every step: what the person is asked to do. */
	readonly note: string;
	/** Whose working hours count. */
	readonly responsibleId: number;
	readonly cause: EventCause;
	readonly startedAt: number;
	readonly endedAt: number | null;
	readonly endReason: string | null;
}

/** The next timer of an escalation. `dueAt` null: it waits for a date that nobody has given yet. */
export interface PlannedStep {
	readonly stepIndex: number;
	readonly firedCount: number;
	readonly step: EscalationStep;
	readonly dueAt: number | null;
	readonly warnings: readonly string[];
}

/**
 * What fires next, reckoned from `since` (the start, or the firing before). Null when nothing is left.
 * Never early: the due instant is never before `since`.
 */
export function planStep(steps: readonly EscalationStep[], stepIndex: number, firedCount: number, since: number, calendar: WorkingCalendar): PlannedStep | null {
	const step = steps[stepIndex];
	if (!step) return null;
	if (firedCount >= step.times) return planStep(steps, stepIndex + 1, 0, since, calendar);
	if (step.wait.kind === 'at') {
		const at = step.wait.at;
		return { stepIndex, firedCount, step, dueAt: at === null ? null : withinHours(step, Math.max(at, since), calendar), warnings: [] };
	}
	const { dueAt, warnings } = dueAfterExplained(since, step.wait.wait, calendar);
	return { stepIndex, firedCount, step, dueAt: withinHours(step, dueAt, calendar), warnings };
}

function withinHours(step: EscalationStep, at: number, calendar: WorkingCalendar): number {
	return step.inWorkingHours ? nextWorkingTime(calendar, at) : at;
}
