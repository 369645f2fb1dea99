import { isWorkingTime, nextWorkingTime } from '../../calendar';
import { systemCall } from '../../call';
import { planStep } from '../../escalation/escalation';
import type { People } from '../../organisation/recipients';
import { escalations } from '../../store/escalation-tables';
import type { EscalationRow } from '../../store/escalation-tables';
import { deferTimer, settleTimer, takeDueTimers } from '../../timers/timers';
import type { DueTimer } from '../../timers/timers';
import { calendarOf, loadPeople } from '../organisation/people';
import type { DeskTransaction, Workspace } from '../workspace';
import { armStep } from './start-escalation';

/** Lateness below this is the ordinary time it takes to look; above it the notice says how late it is. */
const ON_TIME_MS = 60_000;

export interface Sweep {
	readonly fired: number;
	readonly deferred: number;
	/** Timers whose subject had moved on: settled without firing. */
	readonly dropped: number;
}

async function firedStep(tx: DeskTransaction, timer: DueTimer, escalation: EscalationRow, people: People): Promise<'fired' | 'deferred' | 'dropped'> {
	const step = escalation.steps[escalation.stepIndex];
	if (escalation.status !== 'running' || !step) {
		await settleTimer(tx, timer.id, 'cancelled', escalation.endReason ?? 'the escalation had ended', tx.now);
		return 'dropped';
	}
	const calendar = escalation.responsibleId === null ? null : await calendarOf(tx, escalation.responsibleId, people);
	if (step.inWorkingHours && calendar && !isWorkingTime(calendar, tx.now)) {
		await deferTimer(tx, timer.id, nextWorkingTime(calendar, tx.now));
		return 'deferred';
	}
	// Guarded by its own armed state: of two workers that both hold the row, the second changes nothing.
	if (!(await settleTimer(tx, timer.id, 'fired', null, tx.now))) return 'dropped';
	const lateMs = Math.max(0, tx.now - timer.dueAt);
	const firedCount = escalation.firedCount + 1;
	await tx.emit({
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
			occurrence: firedCount,
			times: step.times,
			note: escalation.note,
			guardState: escalation.guardState,
			startedAt: escalation.startedAt,
			dueAt: timer.dueAt,
			firedAt: tx.now,
			lateByMs: lateMs > ON_TIME_MS ? lateMs : 0,
			calendar: escalation.calendar,
		},
	});
	const next = calendar && planStep(escalation.steps, escalation.stepIndex, firedCount, tx.now, calendar);
	if (next) {
		await escalations.update(tx, escalation.id, { stepIndex: next.stepIndex, firedCount: next.firedCount });
		await armStep(tx, escalation, next);
	} else {
		await escalations.update(tx, escalation.id, { stepIndex: escalation.steps.length, firedCount: 0, status: 'completed', endedAt: tx.now, endReason: 'all steps fired' });
	}
	return 'fired';
}

/**
 * Fires what is due, once: the timer, its event and the next step's timer are one transaction, so a crash leaves either all
 * of it or nothing (R-CORE-3). A subject that moved on gets nothing; a step for working hours is put off to the next opening.
 * @param most bounds the work of one call; after downtime the rest follows in the next calls, so there is no avalanche
 */
export async function fireDueTimers(workspace: Workspace, most = 100): Promise<Sweep> {
	return await workspace.transaction(systemCall('timers'), async (tx) => {
		const due = await takeDueTimers(tx, tx.now, most);
		const sweep = { fired: 0, deferred: 0, dropped: 0 };
		if (due.length === 0) return sweep;
		const people = await loadPeople(tx);
		for (const timer of due) {
			if (timer.presentState !== timer.guardState || timer.presentCycle !== timer.guardCycle) {
				await settleTimer(tx, timer.id, 'cancelled', `the ${timer.subject.kind} left "${timer.guardState}"`, tx.now);
				sweep.dropped += 1;
				continue;
			}
			const escalation = timer.escalationId === null ? undefined : await escalations.find(tx, timer.escalationId);
			if (!escalation) {
				await settleTimer(tx, timer.id, 'cancelled', 'its escalation is gone', tx.now);
				sweep.dropped += 1;
				continue;
			}
			sweep[await firedStep(tx, timer, escalation, people)] += 1;
		}
		return sweep;
	});
}
