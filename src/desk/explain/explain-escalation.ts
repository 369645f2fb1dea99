import { describeWait } from '../../calendar';
import type { EscalationStep } from '../../escalation/escalation';
import type { DeskEvent } from '../../journal/event';
import { escalations } from '../../store/escalation-tables';
import type { EscalationRow } from '../../store/escalation-tables';
import type { Queryable } from '../../store/database';
import { explainTexts as say, lateBy } from '../../texts';
import type { SubjectRef } from '../../subject';
import { pendingTimerOf } from '../../timers/timers';
import type { Timer } from '../../timers/timers';
import { ownerOf } from '../escalations/start-escalation';
import { eventBehind } from '../notices/why';
import { subjectFacts } from '../subjects/subject-facts';
import type { Explain } from './explanation';
import { sayDue, sayWhen } from './say-when';
import { stateTitles } from './state-titles';
import { eventsOf } from './trail';
import { whySentences } from './why-sentences';

function stepSentence(step: EscalationStep, index: number): string {
	const when = step.wait.kind === 'after' ? say.stepAfter(describeWait(step.wait.wait)) : say.stepAt;
	return say.escalationStep(index + 1, step.code, when, step.times, step.inWorkingHours);
}

function firedSentences(events: readonly DeskEvent[], escalationId: number, zone: string): string[] {
	return events
		.filter((event) => event.kind === 'EscalationStepDue' && event.escalationId === escalationId)
		.map(({ state, data, at }) => say.stepFired(state, Number(data.occurrence), sayDue(Number(data.dueAt), zone), sayWhen(at, zone), lateBy(Number(data.lateByMs))));
}

/** What a pending timer waits for. */
export function timerSentence(timer: Timer, zone: string): string {
	if (timer.dueAt === null) return say.waitsForDate(timer.step);
	return timer.state === 'unheard' ? say.unheard(timer.step, sayDue(timer.dueAt, zone)) : say.nextDue(timer.step, sayDue(timer.dueAt, zone));
}

async function nextSentences(query: Queryable, row: EscalationRow, subject: SubjectRef, zone: string): Promise<string[]> {
	if (row.status !== 'running') return [say.ended(row.status, row.endedAt === null ? '' : sayWhen(row.endedAt, zone), row.endReason ?? '')];
	const timer = await pendingTimerOf(query, ownerOf(row));
	return timer ? [timerSentence(timer, zone)] : [];
}

export const explainEscalation: Explain = async (query, id, people) => {
	const row = await escalations.get(query, id);
	const subject: SubjectRef = { kind: row.subjectKind, id: row.subjectId };
	const { zone } = row.calendar;
	const facts = await subjectFacts(query, subject, people);
	const title = await stateTitles(query, subject);
	const { event, escalation } = await eventBehind(query, { deliveryId: row.cause.deliveryId ?? null });
	const why = { cause: row.cause, event, escalation, facts: { subject: facts.title, state: title(row.guardState) }, recipient: null };
	return {
		title: `Контроль «${row.rule}» № ${id}`,
		sentences: [
			say.escalation(row.rule, facts.title, sayWhen(row.startedAt, zone)),
			say.escalationGuard(title(row.guardState), row.guardCycle),
			...(row.note === '' ? [] : [say.escalationNote(row.note)]),
			...whySentences(why, zone),
			...row.steps.map(stepSentence),
			say.calendar(row.calendar.name),
			...row.calendar.warnings,
			...firedSentences(await eventsOf(query, subject), id, zone),
			...(await nextSentences(query, row, subject, zone)),
			say.zone(zone),
		],
		why,
		subject,
	};
};
