import { nextWorkingTime } from '../calendar';
import type { WorkingCalendar } from '../calendar';
import { moveTexts } from '../texts';
import { planStep } from './escalation';
import type { Escalation, EscalationStep, PlannedStep } from './escalation';

/** Lateness below this is the ordinary time it takes to look; above it the step says how late it is. */
const ON_TIME_MS = 60_000;

/** What is known of a timer that has fallen due. Instants are ms. */
export interface DueStep {
	readonly dueAt: number;
	/** When it fell due first, if it was put off since. */
	readonly deferredFrom: number | null;
	/** Where the subject stands now; null when it is unknown. */
	readonly presentState: string | null;
	readonly presentCycle: number | null;
}

/** What becomes of it: exactly one of these. */
export type Firing =
	/** Nobody needs it any more. `endsEscalation`: the subject moved on without anybody having ended the escalation. */
	| { readonly kind: 'over'; readonly reason: string; readonly endsEscalation: boolean }
	/** Nobody is at work: it fires at that instant instead. */
	| { readonly kind: 'put_off'; readonly until: number }
	| {
			readonly kind: 'fire';
			readonly step: EscalationStep;
			/** Which firing of this step it is, from 1. */
			readonly occurrence: number;
			readonly dueAt: number;
			/** 0 when it is on time; waiting for working hours is not lateness. */
			readonly lateByMs: number;
			/** Null when this was the last. */
			readonly next: PlannedStep | null;
	  };

type Watched = Pick<Escalation, 'status' | 'steps' | 'stepIndex' | 'firedCount' | 'guardState' | 'guardCycle' | 'endReason'>;

/** When a step that fell due should have fired. */
function promisedAt(step: EscalationStep, dueAt: number, calendar: WorkingCalendar): number {
	return step.inWorkingHours ? nextWorkingTime(calendar, dueAt) : dueAt;
}

/** Decides about a due timer of an escalation (R-CORE-3). The next step is reckoned from `now`, so downtime makes one late firing and no avalanche. */
export function decideFiring(due: DueStep, escalation: Watched, calendar: WorkingCalendar, now: number): Firing {
	const step = escalation.steps[escalation.stepIndex];
	if (escalation.status !== 'running' || !step) return { kind: 'over', reason: escalation.endReason ?? moveTexts.over, endsEscalation: false };
	if (due.presentState !== escalation.guardState || due.presentCycle !== escalation.guardCycle) return { kind: 'over', reason: moveTexts.movedOn, endsEscalation: true };
	const dueAt = due.deferredFrom ?? due.dueAt;
	const until = promisedAt(step, now, calendar);
	if (until > now) return { kind: 'put_off', until };
	const occurrence = escalation.firedCount + 1;
	const lateByMs = now - promisedAt(step, dueAt, calendar);
	return { kind: 'fire', step, occurrence, dueAt, lateByMs: lateByMs > ON_TIME_MS ? lateByMs : 0, next: planStep(escalation.steps, escalation.stepIndex, occurrence, now, calendar) };
}
