import type { Why } from '../../crm/notice';
import type { DeskEvent } from '../../journal/event';
import type { People } from '../../organisation/recipients';
import { escalations } from '../../store/escalation-tables';
import type { Queryable } from '../../store/database';
import { tasks } from '../../store/notice-tables';
import type { SubjectKind, SubjectRef } from '../../subject';
import { explainTexts as say } from '../../texts';
import { eventBehind } from '../notices/why';
import { pendingTimers } from '../subjects/pending-timers';
import { subjectFacts } from '../subjects/subject-facts';
import { timerSentence } from './explain-escalation';
import { personName } from './explanation';
import type { Explain } from './explanation';
import { sayWhen, zoneOf } from './say-when';
import { stateTitles } from './state-titles';
import { eventsOf } from './trail';
import { doerOf, reasonSentences } from './why-sentences';

interface Move {
	readonly from: string | null;
	readonly to: string;
	readonly at: number;
	readonly cycle: number;
}

async function lastMove(query: Queryable, subject: SubjectRef): Promise<Move | null> {
	const row = await query.get('select from_state, to_state, at, cycle from stage_history where subject_kind = :kind and subject_id = :id order by id desc limit 1', { kind: subject.kind, id: subject.id });
	return row ? { from: row.from_state === null ? null : String(row.from_state), to: String(row.to_state), at: Number(row.at), cycle: Number(row.cycle) } : null;
}

/** The event that brought the subject where it stands, and through it the workflow and rule behind that. */
async function whyHere(query: Queryable, events: readonly DeskEvent[], move: Move | null, facts: Why['facts']): Promise<Why | null> {
	const cause = events.findLast((event) => move !== null && event.cycle === move.cycle && event.state === move.to && event.kind !== 'EscalationStepDue')?.cause ?? events[0]?.cause;
	if (!cause) return null;
	const { event, escalation } = await eventBehind(query, { deliveryId: cause.deliveryId ?? null });
	return { cause, event, escalation, facts, recipient: null };
}

async function pendingSentences(query: Queryable, subject: SubjectRef, people: People, zone: string): Promise<string[]> {
	const about = { kind: subject.kind, id: subject.id };
	const running = await escalations.select(query, "where status = 'running' and subject_kind = :kind and subject_id = :id order by id", about);
	const open = await tasks.select(query, "where status = 'open' and subject_kind = :kind and subject_id = :id order by id", about);
	const timers = await pendingTimers(query, subject);
	const sentences = [
		...running.flatMap((row) => [say.runs(row.rule), ...timers.filter((timer) => timer.escalationId === row.id).map((timer) => timerSentence(timer, zone))]),
		...timers.filter((timer) => timer.escalationId === null).flatMap((timer) => [say.runs(timer.rule), timerSentence(timer, zone)]),
		...open.map((task) => say.openTask(task.id, task.title, personName(people, task.assigneeId))),
	];
	return sentences.length === 0 ? [say.nothingPending] : sentences;
}

/** Why a record stands where it stands, and what it waits for. */
export const explainSubject =
	(kind: SubjectKind): Explain =>
	async (query, id, people) => {
		const subject = { kind, id };
		const facts = await subjectFacts(query, subject, people);
		const zone = zoneOf(people, facts.responsibleId, facts.departmentId);
		const title = await stateTitles(query, subject);
		const events = await eventsOf(query, subject);
		const move = await lastMove(query, subject);
		const read = { subject: facts.title, state: title(facts.state) };
		const why = await whyHere(query, events, move, read);
		return {
			title: facts.title,
			sentences: [
				...(move ? [say.present(title(facts.state), facts.cycle, sayWhen(move.at, zone))] : []),
				...(move && move.from !== null && why ? [say.moved(title(move.from), title(move.to), sayWhen(move.at, zone), doerOf(why.cause))] : []),
				...(why ? reasonSentences(why, zone) : []),
				say.inCharge(facts.texts.responsible || '—', facts.texts.department ?? ''),
				...(await pendingSentences(query, subject, people, zone)),
				say.zone(zone),
			],
			why,
			subject,
		};
	};
