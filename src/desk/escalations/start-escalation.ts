import type { WorkingCalendar } from '../../calendar';
import type { Call } from '../../call';
import { ConflictError, InvalidInputError } from '../../errors';
import { planStep } from '../../escalation/escalation';
import type { EscalationStep, PlannedStep } from '../../escalation/escalation';
import { escalations } from '../../store/escalation-tables';
import type { EscalationRow } from '../../store/escalation-tables';
import { lockSubjectState } from '../../store/subject-states';
import type { SubjectRef } from '../../subject';
import { armTimer, pendingTimerOf } from '../../timers/timers';
import type { NewTimer } from '../../timers/timers';
import { calendarOf, loadPeople } from '../organisation/people';
import { subjectFacts } from '../subjects/subject-facts';
import { causeOf } from '../workspace';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { stepsWithDates } from './subject-dates';

export interface StartEscalation {
	readonly rule: string;
	readonly subject: SubjectRef;
	readonly steps: readonly EscalationStep[];
	/** What the person is asked to do; may contain {placeholders}, filled when a step acts. */
	readonly note: string;
}

export interface EscalationStarted {
	readonly escalationId: number;
	readonly rule: string;
	readonly subject: SubjectRef;
	/** ms; null while the step waits for a date. */
	readonly nextDueAt: number | null;
	readonly nextStep: string;
	readonly calendar: string;
	readonly warnings: readonly string[];
	/** False when the same escalation was running already: nothing was started. */
	readonly started: boolean;
}

function checkSteps(input: StartEscalation): void {
	const faults = [];
	if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(input.rule)) faults.push({ field: 'Rule', reason: `"${input.rule}" is not a rule name; use lower-case letters, digits and hyphens, e.g. contract-not-signed` });
	if (input.steps.length === 0) faults.push({ field: 'Steps', reason: 'an escalation needs at least one step' });
	for (const [index, step] of input.steps.entries()) {
		const field = `Step ${index + 1}`;
		if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(step.code)) faults.push({ field, reason: `"${step.code}" is not a step name; use lower-case letters, digits and hyphens, e.g. remind` });
		if (!Number.isInteger(step.times) || step.times < 1 || step.times > 100) faults.push({ field, reason: `repeats ${step.times} times; allowed are 1 to 100` });
		if (step.wait.kind === 'after' && (!Number.isInteger(step.wait.wait.amount) || step.wait.wait.amount < 0)) faults.push({ field, reason: `waits ${step.wait.wait.amount}; give a whole number, 0 or more` });
		if (step.wait.kind === 'at' && step.wait.daysBefore !== undefined && (!Number.isInteger(step.wait.daysBefore) || step.wait.daysBefore < 0)) faults.push({ field, reason: `falls ${step.wait.daysBefore} days before its date; give a whole number, 0 or more` });
		if (step.wait.kind === 'at' && step.times > 1) faults.push({ field, reason: `falls on a date and so fires once; it cannot repeat ${step.times} times` });
		if (step.wait.kind === 'after' && step.wait.wait.amount === 0 && step.times > 1) faults.push({ field, reason: 'repeats without a pause; give a wait of at least 1, or let it fire once' });
	}
	if (faults.length > 0) throw new InvalidInputError(faults);
}

export const ownerOf = (escalation: Pick<EscalationRow, 'id'>): string => `escalation:${escalation.id}`;

/** The timer of a planned step. The calendar that its instant was reckoned with goes along, for "why" (R-CORE-4). */
export function timerOf(escalation: EscalationRow, planned: PlannedStep, calendar: WorkingCalendar): NewTimer {
	return {
		escalationId: escalation.id,
		owner: ownerOf(escalation),
		rule: escalation.rule,
		step: planned.step.code,
		subject: { kind: escalation.subjectKind, id: escalation.subjectId },
		guardState: escalation.guardState,
		guardCycle: escalation.guardCycle,
		dueAt: planned.dueAt,
		data: { calendar: { name: calendar.name, zone: calendar.zone, warnings: planned.warnings } },
	};
}

async function alreadyRunning(tx: DeskTransaction, input: StartEscalation, cycle: number): Promise<EscalationRow | undefined> {
	return await escalations.first(tx, "where rule = :rule and subject_kind = :kind and subject_id = :id and guard_cycle = :cycle and status = 'running'", { rule: input.rule, kind: input.subject.kind, id: input.subject.id, cycle });
}

/** What runs already: nothing is reckoned anew, its armed timer knows when it is due. */
async function asItRuns(tx: DeskTransaction, row: EscalationRow): Promise<EscalationStarted> {
	const timer = await pendingTimerOf(tx, ownerOf(row));
	return {
		escalationId: row.id,
		rule: row.rule,
		subject: { kind: row.subjectKind, id: row.subjectId },
		nextDueAt: timer?.dueAt ?? null,
		nextStep: timer?.step ?? '',
		calendar: row.calendar.name,
		warnings: row.calendar.warnings,
		started: false,
	};
}

async function start(tx: DeskTransaction, input: StartEscalation): Promise<EscalationStarted> {
	// Locked, so that two starts of the same rule meet here and not at the unique index, and so that a move waits.
	const present = await lockSubjectState(tx, input.subject);
	if (!present) throw new ConflictError(`There is no ${input.subject.kind} ${input.subject.id} to watch over`, 'Check what the incoming item is about.');
	const people = await loadPeople(tx);
	const facts = await subjectFacts(tx, input.subject, people);
	if (facts.responsibleId === null) throw new ConflictError(`${facts.title} has no responsible person, so there is no calendar to reckon by`, 'Assign a responsible person first.');
	const running = await alreadyRunning(tx, input, present.cycle);
	if (running) return await asItRuns(tx, running);
	const calendar = await calendarOf(tx, facts.responsibleId, people);
	const steps = await stepsWithDates(tx, input.subject, input.steps, calendar.zone);
	const planned = planStep(steps, 0, 0, tx.now, calendar);
	if (!planned) throw new ConflictError('The escalation has no step left to plan');
	const row = await escalations.insert(tx, {
		rule: input.rule,
		subjectKind: input.subject.kind,
		subjectId: input.subject.id,
		guardState: present.state,
		guardCycle: present.cycle,
		status: 'running',
		steps,
		stepIndex: planned.stepIndex,
		firedCount: planned.firedCount,
		note: input.note,
		responsibleId: facts.responsibleId,
		calendar: { name: calendar.name, zone: calendar.zone, warnings: planned.warnings },
		cause: causeOf(tx.call),
		startedAt: tx.now,
		endedAt: null,
		endReason: null,
		endDeliveryId: null,
	});
	await armTimer(tx, timerOf(row, planned, calendar), tx.now);
	await tx.emit({ kind: 'EscalationStarted', scope: row.rule, state: planned.step.code, subject: input.subject, data: { escalationId: row.id, dueAt: planned.dueAt, calendar: calendar.name, warnings: planned.warnings, state: present.state } });
	return {
		escalationId: row.id,
		rule: row.rule,
		subject: input.subject,
		nextDueAt: planned.dueAt,
		nextStep: planned.step.code,
		calendar: row.calendar.name,
		warnings: planned.warnings,
		started: true,
	};
}

/**
 * Starts an escalation on a subject as it stands now: its timers are bound to the present stage or status and die with it
 * (R-LEAD-5). Starting the same rule again during the same stay answers the running one.
 * @throws {InvalidInputError} with all faults of the steps
 */
export async function startEscalation(workspace: Workspace, input: StartEscalation, call: Call): Promise<EffectOutcome<EscalationStarted>> {
	checkSteps(input);
	return await workspace.effect(call, 'escalation start', async (tx) => await start(tx, input));
}
