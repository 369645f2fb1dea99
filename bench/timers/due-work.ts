import { escalations } from '../../src/store/escalation-tables';
import { keepSubjectState } from '../../src/store/subject-states';
import { appendEvents } from '../../src/journal/append-events';
import { registerConsumer } from '../../src/journal/consumers';
import { Pump } from '../../src/journal/pump';
import type { Delivery, Verdict } from '../../src/desk/runtime/listen';
import type { NewEvent } from '../../src/journal/event';
import type { Database } from '../../src/store/database';
import { NOW, range } from './store';

/** Subjects that events are about; each has a running escalation, so that every guard has something to look at. */
export const SUBJECTS = 1_000;
export const CONSUMER = 'remind:trigger';
const actor = { actor: { kind: 'system', name: 'bench' } } as const;

export const listener = { consumer: { id: CONSUMER, workflow: { id: 'remind', name: 'Remind' }, nodeName: 'Trigger', filters: [{ kind: 'EscalationStepDue' }], whenBack: 'backlog', skipOvertaken: true } } as const;

/** One minute, again and again: who moves the clock by as much finds all of them due. */
export const EVERY_MS = 60_000;

/**
 * A workflow that listens to escalation steps, and subjects that stand where their escalations watch them.
 * @param responsibleId an employee; none needs to be there unless steps are fired
 */
export async function listenAndWatch(database: Database, responsibleId = 1): Promise<void> {
	await database.transaction(async (tx) => {
		await registerConsumer(tx, listener.consumer, NOW);
		for (const id of range(1, SUBJECTS + 1)) {
			await keepSubjectState(tx, { kind: 'lead', id }, { state: 'new', cycle: 1 }, null);
			await escalations.insert(tx, {
				rule: 'call-back',
				subjectKind: 'lead',
				subjectId: id,
				guardState: 'new',
				guardCycle: 1,
				status: 'running',
				steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 1, unit: 'minutes' } }, times: 100, inWorkingHours: false }],
				stepIndex: 0,
				firedCount: 0,
				note: 'Перезвонить',
				responsibleId,
				calendar: { name: 'Nizhny Novgorod', zone: 'Europe/Moscow', warnings: [] },
				cause: actor,
				startedAt: NOW,
				endedAt: null,
				endReason: null,
				endDeliveryId: null,
			});
		}
	});
}

/** A step that fell due, as the sweep of timers writes it. */
const stepDue = (n: number): NewEvent => {
	const id = 1 + (n % SUBJECTS);
	return {
		kind: 'EscalationStepDue',
		scope: 'call-back',
		state: 'remind',
		subject: { kind: 'lead', id },
		cycle: 1,
		escalationId: id,
		data: { escalationId: id, rule: 'call-back', step: 'remind', occurrence: 1, times: 1, note: 'Перезвонить', guardState: 'new', startedAt: NOW, dueAt: NOW, firedAt: NOW, lateByMs: 0 },
	};
};

/** Events of one transaction, each with its delivery. */
export async function appendSteps(database: Database, count: number): Promise<void> {
	await database.transaction(async (tx) => await appendEvents(tx, range(0, count).map(stepDue), NOW, actor));
}

/** The pump of that workflow, as a published trigger has it. */
export const pumpOf = (database: Database, batchSize: number, run: (deliveries: readonly Delivery[]) => Promise<Verdict>): Pump =>
	new Pump({ transaction: async (work) => await database.transaction(work), leaseClock: async () => await database.leaseClock() }, { consumer: CONSUMER, batchSize, run });
