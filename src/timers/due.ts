import type { Queryable, SqlTransaction } from '../store/database';
import { stillIs } from '../store/still-is';
import { isHeard } from './heard';
import { rowToTimer, timerColumns } from './timer';
import type { Timer } from './timer';

export interface DueTimer extends Timer {
	readonly dueAt: number;
	/** Where the subject stands now; null when it is unknown. */
	readonly presentState: string | null;
	readonly presentCycle: number | null;
	readonly heard: boolean;
}

/** A timer that looks due; only {@link takeDueTimers} says that it is. */
export interface DueCandidate {
	readonly id: number;
	readonly escalationId: number | null;
}

export async function findDueTimers(query: Queryable, now: number, most: number): Promise<DueCandidate[]> {
	const rows = await query.all("select t.id, t.escalation_id from timers t where t.state = 'armed' and t.due_at <= :now order by t.due_at, t.id limit :most", { now, most });
	return rows.map((row) => ({ id: Number(row.id), escalationId: row.escalation_id === null ? null : Number(row.escalation_id) }));
}

/**
 * Takes due timers for this transaction; another worker passes over them. Never early: `due_at <= now`. Take the escalations
 * first, as everybody does who changes either: whoever moves or ends an escalation then waits for the firing and sees the
 * timer of the next step.
 */
export async function takeDueTimers(tx: SqlTransaction, ids: readonly number[], now: number): Promise<DueTimer[]> {
	if (ids.length === 0) return [];
	const rows = await tx.all(
		`select ${timerColumns}, case when ${isHeard} then 1 else 0 end as heard,
				(select s.state from subject_states s where s.subject_kind = t.subject_kind and s.subject_id = t.subject_id) as present_state,
				(select s.cycle from subject_states s where s.subject_kind = t.subject_kind and s.subject_id = t.subject_id) as present_cycle
			from timers t where t.id in (select cast(r.value ->> 'id' as bigint) from ${tx.jsonRows('timers')}) and ${stillIs('t.state', 'armed')} and t.due_at <= :now
			order by t.due_at, t.id${tx.skipLocked}`,
		{ timers: JSON.stringify(ids.map((id) => ({ id }))), now },
	);
	return rows.map((row) => ({
		...rowToTimer(row),
		dueAt: Number(row.due_at),
		presentState: row.present_state === null ? null : String(row.present_state),
		presentCycle: row.present_cycle === null ? null : Number(row.present_cycle),
		heard: row.heard === 1,
	}));
}

export interface Settlement {
	readonly id: number;
	readonly state: 'fired' | 'cancelled';
	/** Why it was cancelled. */
	readonly reason: string | null;
}

/** Settles timers. Answers how many were still armed. */
export async function settleTimers(tx: Pick<SqlTransaction, 'run' | 'jsonRows'>, settlements: readonly Settlement[], now: number): Promise<number> {
	if (settlements.length === 0) return 0;
	return await tx.run(
		`update timers set state = r.value ->> 'state', settle_reason = r.value ->> 'reason', settled_at = :now
			from ${tx.jsonRows('settlements')} where timers.id = cast(r.value ->> 'id' as bigint) and ${stillIs('timers.state', 'armed')}`,
		{ settlements: JSON.stringify(settlements), now },
	);
}

export async function settleTimer(tx: SqlTransaction, id: number, state: 'fired' | 'cancelled', reason: string | null, now: number): Promise<boolean> {
	return (await settleTimers(tx, [{ id, state, reason }], now)) === 1;
}

export interface Deferral {
	readonly id: number;
	readonly dueAt: number;
	/** Why it could not fire; null when it is only put off to working hours. */
	readonly reason?: string | null;
}

/** Puts timers off. The instant they fell due first is kept, so that lateness stays honest. */
export async function deferTimers(tx: SqlTransaction, deferrals: readonly Deferral[]): Promise<number> {
	if (deferrals.length === 0) return 0;
	return await tx.run(
		`update timers set due_at = cast(r.value ->> 'dueAt' as bigint), deferred_from = coalesce(timers.deferred_from, timers.due_at), settle_reason = r.value ->> 'reason'
			from ${tx.jsonRows('deferrals')} where timers.id = cast(r.value ->> 'id' as bigint) and ${stillIs('timers.state', 'armed')}`,
		{ deferrals: JSON.stringify(deferrals) },
	);
}

export async function deferTimer(tx: SqlTransaction, id: number, dueAt: number, reason: string | null = null): Promise<boolean> {
	return (await deferTimers(tx, [{ id, dueAt, reason }])) === 1;
}
