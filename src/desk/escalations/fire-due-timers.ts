import { systemCall } from '../../call';
import { takeEscalations } from '../../store/escalation-tables';
import type { EscalationRow } from '../../store/escalation-tables';
import { deferTimer, findDueTimers, settleTimer, takeDueTimers } from '../../timers/due';
import type { DueCandidate, DueTimer } from '../../timers/due';
import { setUnheardAside } from '../../timers/heard';
import { loadPeople } from '../organisation/people';
import { fireRecurring, recurrenceOf } from '../reminders/fire-recurring';
import type { DeskTransaction, Workspace } from '../workspace';
import { fireSteps } from './fire-steps';
import type { TakenStep } from './fire-steps';

/** When a timer that could not fire is tried again: soon enough for a mended setting, too seldom to hold up the others. */
const TRY_AGAIN_MS = 600_000;

export interface Sweep {
	readonly fired: number;
	/** Put off to working hours. */
	readonly deferred: number;
	/** Timers whose subject had moved on: settled without firing. */
	readonly dropped: number;
	/** Timers that no workflow listens to: set aside until one does. */
	readonly unheard: number;
	/** Timers that could not fire because something they need is wrong; put off, with the reason beside them. */
	readonly failures: ReadonlyArray<{ readonly timerId: number; readonly error: Error }>;
}

const calls = systemCall('timers');

/** Periodic work, one timer at a time: there are few, and each plans in its own way. */
async function fireLoose(tx: DeskTransaction, timers: readonly DueTimer[]): Promise<{ fired: number; deferred: number; dropped: number }> {
	const counts = { fired: 0, deferred: 0, dropped: 0 };
	if (timers.length === 0) return counts;
	const people = await loadPeople(tx);
	for (const timer of timers) {
		const recurrence = recurrenceOf(timer);
		if (recurrence) {
			counts[await fireRecurring(tx, timer, recurrence, people)] += 1;
			continue;
		}
		await settleTimer(tx, timer.id, 'cancelled', 'it belongs to nothing', tx.now);
		counts.dropped += 1;
	}
	return counts;
}

async function fire(tx: DeskTransaction, candidates: readonly DueCandidate[]): Promise<Omit<Sweep, 'failures'>> {
	const held = await takeEscalations(tx, candidates.flatMap(({ escalationId }) => (escalationId === null ? [] : [escalationId])));
	const due = await takeDueTimers(tx, candidates.filter(({ escalationId }) => escalationId === null || held.has(escalationId)).map(({ id }) => id), tx.now);
	const steps: TakenStep[] = [];
	const loose: DueTimer[] = [];
	const unheard: number[] = [];
	for (const timer of due) {
		const escalation: EscalationRow | undefined = timer.escalationId === null ? undefined : held.get(timer.escalationId);
		if (!timer.heard) unheard.push(timer.id);
		else if (escalation) steps.push({ timer, escalation });
		else loose.push(timer);
	}
	const fromSteps = steps.length === 0 ? { fired: 0, deferred: 0, dropped: 0 } : await fireSteps(tx, steps, await loadPeople(tx));
	const fromLoose = await fireLoose(tx, loose);
	return {
		fired: fromSteps.fired + fromLoose.fired,
		deferred: fromSteps.deferred + fromLoose.deferred,
		dropped: fromSteps.dropped + fromLoose.dropped,
		unheard: await setUnheardAside(tx, unheard),
	};
}

/** One timer's trouble (a person or a calendar that is gone) must not keep the others from firing: each gets a transaction of its own. */
async function fireEach(workspace: Workspace, candidates: readonly DueCandidate[]): Promise<Sweep> {
	const sum = { fired: 0, deferred: 0, dropped: 0, unheard: 0 };
	const failures: Array<{ timerId: number; error: Error }> = [];
	for (const candidate of candidates) {
		try {
			const one = await workspace.transaction(calls, async (tx) => await fire(tx, [candidate]));
			for (const what of ['fired', 'deferred', 'dropped', 'unheard'] as const) sum[what] += one[what];
		} catch (thrown) {
			const error = thrown instanceof Error ? thrown : new Error(String(thrown));
			// Not counted as lateness of its own: the instant it fell due first is kept.
			await workspace.transaction(calls, async (tx) => await deferTimer(tx, candidate.id, tx.now + TRY_AGAIN_MS, error.message));
			failures.push({ timerId: candidate.id, error });
		}
	}
	return { ...sum, failures };
}

/**
 * Fires what is due, once: the timer, its event and the next step's timer are one transaction, so a crash leaves either all
 * of it or nothing (R-CORE-3). A subject that moved on gets nothing; a step for working hours is put off to the next opening.
 * @param most bounds the work of one call; after downtime the rest follows in the next calls, so there is no avalanche
 */
export async function fireDueTimers(workspace: Workspace, most = 100): Promise<Sweep> {
	let candidates: DueCandidate[] = [];
	try {
		const sweep = await workspace.transaction(calls, async (tx) => {
			candidates = await findDueTimers(tx, tx.now, most);
			return await fire(tx, candidates);
		});
		return { ...sweep, failures: [] };
	} catch (error) {
		if (candidates.length === 0) throw error;
		return await fireEach(workspace, candidates);
	}
}
