import type { WorkingCalendar } from '../../calendar';
import { decideFiring } from '../../escalation/decide-firing';
import type { Firing } from '../../escalation/decide-firing';
import type { NewEvent } from '../../journal/event';
import type { People } from '../../organisation/recipients';
import { saveProgress } from '../../store/escalation-tables';
import type { EscalationProgress, EscalationRow } from '../../store/escalation-tables';
import { deferTimers, settleTimers } from '../../timers/due';
import type { Deferral, DueTimer, Settlement } from '../../timers/due';
import { armTimers } from '../../timers/timers';
import type { NewTimer } from '../../timers/timers';
import { calendarOf } from '../organisation/people';
import type { DeskTransaction } from '../workspace';
import { timerOf } from './start-escalation';

/** A due timer with its escalation, both taken for this transaction. */
export interface TakenStep {
	readonly timer: DueTimer;
	readonly escalation: EscalationRow;
}

export interface FiredSteps {
	readonly fired: number;
	readonly deferred: number;
	readonly dropped: number;
}

/** All writes of a sweep, gathered so that each kind is one statement however many timers fell due. */
class SweepWrites {
	readonly settlements: Settlement[] = [];
	readonly deferrals: Deferral[] = [];
	readonly progress: EscalationProgress[] = [];
	readonly events: NewEvent[] = [];
	readonly next: NewTimer[] = [];

	async save(tx: DeskTransaction): Promise<void> {
		await settleTimers(tx, this.settlements, tx.now);
		await deferTimers(tx, this.deferrals);
		await saveProgress(tx, this.progress);
		await tx.emitAll(this.events);
		await armTimers(tx, this.next, tx.now);
	}
}

function stepDue({ timer, escalation }: TakenStep, firing: Extract<Firing, { kind: 'fire' }>, now: number): NewEvent {
	const { step, occurrence, dueAt, lateByMs } = firing;
	return {
		kind: 'EscalationStepDue',
		scope: escalation.rule,
		state: step.code,
		subject: timer.subject,
		cycle: escalation.guardCycle,
		escalationId: escalation.id,
		data: {
			escalationId: escalation.id,
			rule: escalation.rule,
			step: step.code,
			occurrence,
			times: step.times,
			note: escalation.note,
			guardState: escalation.guardState,
			startedAt: escalation.startedAt,
			dueAt,
			firedAt: now,
			lateByMs,
			// The calendar this instant was reckoned with; the escalation's own may be another person's since.
			calendar: timer.data.calendar ?? escalation.calendar,
		},
	};
}

function fire(writes: SweepWrites, taken: TakenStep, firing: Extract<Firing, { kind: 'fire' }>, calendar: WorkingCalendar, now: number): void {
	const { timer, escalation } = taken;
	const { next } = firing;
	writes.settlements.push({ id: timer.id, state: 'fired', reason: null });
	writes.events.push(stepDue(taken, firing, now));
	writes.progress.push(
		next
			? { ...escalation, stepIndex: next.stepIndex, firedCount: next.firedCount }
			: { ...escalation, stepIndex: escalation.steps.length, firedCount: 0, status: 'completed', endedAt: now, endReason: 'all steps fired' },
	);
	if (next) writes.next.push(timerOf(escalation, next, calendar));
}

function drop(writes: SweepWrites, { timer, escalation }: TakenStep, firing: Extract<Firing, { kind: 'over' }>, now: number): void {
	const { reason } = firing;
	writes.settlements.push({ id: timer.id, state: 'cancelled', reason });
	if (!firing.endsEscalation) return;
	writes.progress.push({ ...escalation, status: 'cancelled', endedAt: now, endReason: reason });
	writes.events.push({ kind: 'EscalationEnded', scope: escalation.rule, state: 'cancelled', subject: timer.subject, data: { escalationId: escalation.id, status: 'cancelled', reason } });
}

/** Decides about each taken step and writes all of it. */
export async function fireSteps(tx: DeskTransaction, taken: readonly TakenStep[], people: People): Promise<FiredSteps> {
	const writes = new SweepWrites();
	const calendars = new Map<number, WorkingCalendar>();
	const counts = { fire: 0, put_off: 0, over: 0 };
	for (const one of taken) {
		const { timer, escalation } = one;
		const calendar = calendars.get(escalation.responsibleId) ?? (await calendarOf(tx, escalation.responsibleId, people));
		calendars.set(escalation.responsibleId, calendar);
		const firing = decideFiring(timer, escalation, calendar, tx.now);
		counts[firing.kind] += 1;
		if (firing.kind === 'fire') fire(writes, one, firing, calendar, tx.now);
		else if (firing.kind === 'put_off') writes.deferrals.push({ id: timer.id, dueAt: firing.until });
		else drop(writes, one, firing, tx.now);
	}
	await writes.save(tx);
	return { fired: counts.fire, deferred: counts.put_off, dropped: counts.over };
}
