import type { Queryable, SqlTransaction } from '../store/database';
import { stillIs } from '../store/still-is';

/*
 * Only rules that some workflow listens to fire. A timer nobody hears is set aside as `unheard` when it falls due: visible,
 * out of the way of the poll, and armed again by the registration of whoever listens to it.
 */

/** Whether some workflow listens to the step of timer `t`. */
export const isHeard = "exists (select 1 from consumer_filters f where f.kind = 'EscalationStepDue' and f.scope in ('*', t.rule) and f.state in ('*', t.step))";

/**
 * Registering a listener and setting a timer aside exclude each other: otherwise a timer could be set aside by somebody who
 * does not see the new listener yet, after the listener has looked for such timers.
 */
async function lockListeners(tx: SqlTransaction): Promise<void> {
	await tx.get(`select id from workspace where id = 1${tx.lockRows}`);
}

/** Sets aside those of the timers that nobody listens to. Answers how many. */
export async function setUnheardAside(tx: SqlTransaction, ids: readonly number[]): Promise<number> {
	if (ids.length === 0) return 0;
	await lockListeners(tx);
	return await tx.run(
		`update timers as t set state = 'unheard' where t.id in (select cast(r.value ->> 'id' as bigint) from ${tx.jsonRows('timers')}) and ${stillIs('t.state', 'armed')} and not ${isHeard}`,
		{ timers: JSON.stringify(ids.map((id) => ({ id }))) },
	);
}

/** Arms again what somebody listens to now. Called by the transaction that changes the listeners, after it did. */
export async function armHeardAgain(tx: SqlTransaction): Promise<number> {
	await lockListeners(tx);
	return await tx.run(`update timers as t set state = 'armed' where t.state = 'unheard' and ${isHeard}`);
}

/** Timers that are due and that no published workflow listens to, by rule and step: the operator's warning. */
export async function unheardTimers(query: Queryable, now: number): Promise<Array<{ rule: string; step: string; count: number }>> {
	const rows = await query.all(
		`select u.rule, u.step, count(*) as n from (
				select t.rule, t.step from timers t where t.state = 'unheard'
				union all select t.rule, t.step from timers t where t.state = 'armed' and t.due_at <= :now and not ${isHeard}) u
			group by u.rule, u.step order by u.rule, u.step`,
		{ now },
	);
	return rows.map((row) => ({ rule: String(row.rule), step: String(row.step), count: Number(row.n) }));
}
