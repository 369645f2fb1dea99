import type { Actor } from '../../../call';
import { keepSubjectState } from '../../../store/subject-states';
import type { SubjectRef } from '../../../subject';
import { demoHistoryTexts } from '../../../texts';
import type { DeskTransaction } from '../../workspace';
import type { Stay } from './passages';

/**
 * Writes the way of a record as its history, and where it stands now. Events of so long ago would reach nobody, so there are
 * none; what statistics read of the journal is written by whoever tells that part.
 */
export async function writeStays(tx: DeskTransaction, subject: SubjectRef, stays: readonly Stay[], actor: Actor): Promise<void> {
	for (const [index, { state, at }] of stays.entries()) {
		await tx.run('insert into stage_history (subject_kind, subject_id, from_state, to_state, cycle, at, actor_json) values (:kind, :id, :from, :to, :cycle, :at, :actor)', {
			kind: subject.kind,
			id: subject.id,
			from: stays[index - 1]?.state ?? null,
			to: state,
			cycle: index + 1,
			at,
			actor: JSON.stringify(index === 0 ? { kind: 'system', name: demoHistoryTexts.teller } : actor),
		});
	}
	const last = stays.at(-1);
	if (last) await keepSubjectState(tx, subject, { state: last.state, cycle: stays.length }, null);
}

/** The stage columns of a record that has walked so far. */
export function standing(stays: readonly Stay[]): { stage: string; cycle: number; since: number; visits: number } {
	const last = stays.at(-1) as Stay;
	return { stage: last.state, cycle: stays.length, since: last.at, visits: stays.filter((stay) => stay.state === last.state).length };
}
