import { dayOf, dueAfterExplained, nextWorkingTime, startOfDay } from '../calendar';
import type { Wait, WorkingCalendar } from '../calendar';
import type { EventCause } from '../journal/event';
import type { SubjectRef } from '../subject';
import { DAY_MS } from '../milliseconds';

/** When a step falls due: so long after the step before it (or the start), or at an instant taken from the subject. */
export type StepWait =
	| { readonly kind: 'after'; readonly wait: Wait }
	/**
	 * `field` names the date on the subject; moving that date moves the step, clearing it parks the step (R-PRI-4).
	 * `daysBefore` reminds so many calendar days ahead of it (R-REG-4: 180, 90 and 30 days before a certificate expires).
	 */
	| { readonly kind: 'at'; readonly at: number | null; readonly field: string | null; readonly daysBefore?: number };

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
		const at = datedInstant(step.wait, calendar.zone);
		if (isOutrun(steps, stepIndex, since, calendar.zone)) return planStep(steps, stepIndex + 1, 0, since, calendar);
		return { stepIndex, firedCount, step, dueAt: at === null ? null : withinHours(step, Math.max(at, since), calendar), warnings: [] };
	}
	const { dueAt, warnings } = dueAfterExplained(since, step.wait.wait, calendar);
	return { stepIndex, firedCount, step, dueAt: withinHours(step, dueAt, calendar), warnings };
}

/** When a dated step falls due, ms; null while nobody has given the date. */
export function datedInstant({ at, daysBefore = 0 }: Extract<StepWait, { kind: 'at' }>, zone: string): number | null {
	if (at === null || daysBefore === 0) return at;
	const day = dayOf(zone, at);
	const earlier = new Date(Date.parse(day) - daysBefore * DAY_MS).toISOString().slice(0, 10);
	return startOfDay(zone, earlier) + (at - startOfDay(zone, day));
}

/**
 * Whether the instants of this dated step and of the next one have both passed: then the next one says it all. A certificate
 * entered 20 days before it expires gets one reminder and not three.
 */
function isOutrun(steps: readonly EscalationStep[], stepIndex: number, since: number, zone: string): boolean {
	const passed = (step: EscalationStep | undefined) => {
		const at = step?.wait.kind === 'at' ? datedInstant(step.wait, zone) : null;
		return at !== null && at <= since;
	};
	return passed(steps[stepIndex]) && passed(steps[stepIndex + 1]);
}

function withinHours(step: EscalationStep, at: number, calendar: WorkingCalendar): number {
	return step.inWorkingHours ? nextWorkingTime(calendar, at) : at;
}
