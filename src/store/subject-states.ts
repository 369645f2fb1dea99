import type { SubjectRef } from '../subject';
import type { Queryable, SqlTransaction } from './database';

export interface SubjectState {
	/** Stage or status code. */
	readonly state: string;
	/** Which stay in it, from 1: entering again is another cycle (R-LEAD-5). */
	readonly cycle: number;
}

/**
 * Keeps where a subject stands, beside the record itself, so that timers and deliveries of every kind of subject are
 * guarded by one join. Written in the transaction that moves the subject.
 */
export async function keepSubjectState(tx: SqlTransaction, subject: SubjectRef, present: SubjectState, deliveryId: number | null): Promise<void> {
	await tx.run(
		`insert into subject_states (subject_kind, subject_id, state, cycle, delivery_id) values (:kind, :id, :state, :cycle, :deliveryId)
			on conflict (subject_kind, subject_id) do update set state = excluded.state, cycle = excluded.cycle, delivery_id = excluded.delivery_id`,
		{ kind: subject.kind, id: subject.id, state: present.state, cycle: present.cycle, deliveryId },
	);
}

async function find(query: Queryable, subject: SubjectRef, lock: string): Promise<SubjectState | undefined> {
	const row = await query.get(`select state, cycle from subject_states where subject_kind = :kind and subject_id = :id${lock}`, { kind: subject.kind, id: subject.id });
	return row && { state: String(row.state), cycle: Number(row.cycle) };
}

export async function findSubjectState(query: Queryable, subject: SubjectRef): Promise<SubjectState | undefined> {
	return await find(query, subject, '');
}

/**
 * As `findSubjectState`, and the subject stays there until this transaction ends. Whoever makes something that belongs to
 * the present stay (an escalation, a task) locks first; whoever moves the subject writes its state first and then clears
 * away what belonged to the old stay. So neither misses the other's work.
 */
export async function lockSubjectState(tx: SqlTransaction, subject: SubjectRef): Promise<SubjectState | undefined> {
	return await find(tx, subject, tx.lockRows);
}
