import type { Call } from '../../call';
import type { Why } from '../../crm/notice';
import { eventColumns, rowToEvent } from '../../journal/append-events';
import type { DeskEvent } from '../../journal/event';
import type { ChosenRecipient } from '../../organisation/recipients';
import type { Queryable } from '../../store/database';
import { recipientTexts } from '../../texts';
import type { SubjectFacts } from '../subjects/subject-facts';
import { causeOf } from '../workspace';
import { eventWords } from './event-words';
import { noStep, placeholdersIn } from './fill-text';
import type { StepWords } from './fill-text';

/** The event that a workflow run was started by, and the escalation step when it is one. */
export interface EventBehind {
	readonly event: Why['event'];
	readonly escalation: Why['escalation'];
	/** What {note}, {step} and {late}, and the words of the event, stand for in texts of this run. */
	readonly words: StepWords;
}

/** The data of an `EscalationStepDue`, as escalations/fire-steps.ts and reminders/fire-recurring.ts write them. */
interface StepDueData {
	readonly rule: string;
	readonly step: string;
	readonly occurrence: number;
	readonly note: string;
	readonly dueAt: number;
	readonly firedAt: number;
	readonly lateByMs: number;
	/** Null for periodic work that no calendar decides. */
	readonly calendar: { readonly name: string; readonly warnings: readonly string[] } | null;
}

function stepBehind(event: DeskEvent): Pick<EventBehind, 'escalation' | 'words'> {
	if (event.kind !== 'EscalationStepDue') return { escalation: null, words: noStep };
	const { rule, step, occurrence, note, dueAt, firedAt, lateByMs, calendar } = event.data as unknown as StepDueData;
	return { escalation: { rule, step, occurrence, dueAt, firedAt, lateByMs, calendar: calendar?.name ?? '', warnings: calendar?.warnings ?? [] }, words: { note, step, lateByMs } };
}

/** Follows the call back: delivery → event → escalation step. A call without a delivery has nothing behind it but its actor. */
export async function eventBehind(query: Queryable, call: Pick<Call, 'deliveryId'>): Promise<EventBehind> {
	const row = call.deliveryId === null ? undefined : await query.get(`select ${eventColumns} from deliveries d join events e on e.id = d.event_id where d.id = :id`, { id: call.deliveryId });
	const event = row ? rowToEvent(row) : null;
	const { escalation, words } = event ? stepBehind(event) : { escalation: null, words: noStep };
	return { event: event && { id: event.id, kind: event.kind, at: event.at }, escalation, words: { ...words, event: eventWords(event) } };
}

/** The facts a notice stands on: where the subject stands, who is in charge, and whatever its texts name. */
export function factsRead(facts: SubjectFacts, templates: readonly string[]): Record<string, string> {
	const read: Record<string, string> = { subject: facts.title, state: facts.texts.status ?? facts.texts.stage ?? facts.state };
	for (const name of ['responsible', 'department', ...templates.flatMap(placeholdersIn)]) {
		const value = facts.texts[name];
		if (value !== undefined && value !== '') read[name] = value;
	}
	return read;
}

/** «руководитель; вместо отсутствующего сотрудника: Анна» */
export function recipientReason(recipient: ChosenRecipient): string {
	return [recipientTexts.as[recipient.as], recipient.because].filter((part) => part !== null).join('; ');
}

/** The answer to "why does this exist", kept with every notice, task and letter (R-CORE-4). */
export function whyOf(call: Call, behind: EventBehind, facts: Readonly<Record<string, string>>, recipient: string | null): Why {
	return { cause: causeOf(call), event: behind.event, escalation: behind.escalation, facts, recipient };
}
