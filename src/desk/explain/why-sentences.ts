import type { Why } from '../../crm/notice';
import type { EventCause, EventKind } from '../../journal/event';
import { eventTitles, explainTexts as say, factTitles, lateBy } from '../../texts';
import { sayDue, sayWhen } from './say-when';

/** Who or what did it, in short: «рабочий процесс «Договоры», узел «Задача»». A person comes before the workflow they used. */
export function doerOf({ actor, workflow, node }: EventCause): string {
	if (actor.kind === 'person') return say.doer.person(actor.name);
	return workflow ? say.doer.workflow(workflow.name, node?.name ?? null) : say.doer.system(actor.name);
}

/** Workflow and node stay worth saying when a person decided: the decision came in through them. */
function causeSentences({ actor, workflow, node, executionId }: EventCause): string[] {
	const through = workflow ? [say.byWorkflow(workflow.name, node?.name ?? null, executionId ?? null)] : [];
	if (actor.kind === 'person') return [say.byPerson(actor.name), ...through];
	return through.length > 0 ? through : [say.bySystem(actor.name)];
}

function escalationSentences(step: NonNullable<Why['escalation']>, zone: string): string[] {
	return [
		say.rule(step.rule, step.step, step.occurrence),
		say.fired(sayDue(step.dueAt, zone), sayWhen(step.firedAt, zone), lateBy(step.lateByMs)),
		...(step.calendar === '' ? [] : [say.calendar(step.calendar)]),
		...step.warnings,
	];
}

function factSentences(facts: Why['facts']): string[] {
	const read = Object.entries(facts).map(([name, value]) => `${factTitles[name] ?? name} — ${value}`);
	return read.length === 0 ? [] : [say.facts(read.join('; '))];
}

/** Event, rule and step behind it: what made the workflow run. Instants are said in the reader's zone. */
export function reasonSentences(why: Why, zone: string): string[] {
	return [
		why.event ? say.event(why.event.id, eventTitles[why.event.kind as EventKind] ?? why.event.kind, sayWhen(why.event.at, zone)) : say.noEvent,
		...(why.escalation ? escalationSentences(why.escalation, zone) : []),
	];
}

/**
 * What a kept reason says, as sentences (R-CORE-4): who, on which event, by which rule and step, due and fired and how late,
 * by which calendar, from which facts.
 */
export function whySentences(why: Why, zone: string): string[] {
	return [...causeSentences(why.cause), ...reasonSentences(why, zone), ...factSentences(why.facts)];
}
