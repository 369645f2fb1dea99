import type { Queryable, SqlTransaction } from '../store/database';
import { insertOne, insertUnlessTaken } from '../store/insert-rows';
import { PENDING, rowToTimer, timerColumns } from './timer';
import type { NewTimer, Timer } from './timer';

export { deferTimer, settleTimer, type DueTimer } from './due';
export { unheardTimers } from './heard';
export type { NewTimer, Timer } from './timer';

/** Due instant of a timer that waits for a date: after everything, so no due query ever finds it. */
const NO_DATE = Number.MAX_SAFE_INTEGER;

const columns = {
	escalation_id: 'bigint',
	owner: 'text',
	rule: 'text',
	step: 'text',
	subject_kind: 'text',
	subject_id: 'bigint',
	guard_state: 'text',
	guard_cycle: 'integer',
	due_at: 'bigint',
	state: 'text',
	data_json: 'text',
	armed_at: 'bigint',
} as const;

const timerRow = (timer: NewTimer, now: number): Record<keyof typeof columns, string | number | null> => ({
	escalation_id: timer.escalationId,
	owner: timer.owner,
	rule: timer.rule,
	step: timer.step,
	subject_kind: timer.subject.kind,
	subject_id: timer.subject.id,
	guard_state: timer.guardState,
	guard_cycle: timer.guardCycle,
	due_at: timer.dueAt ?? NO_DATE,
	state: timer.dueAt === null ? 'waiting' : 'armed',
	data_json: JSON.stringify(timer.data),
	armed_at: now,
});

const insertTimer = insertOne('timers', Object.keys(columns));
const insertUnlessPending = insertUnlessTaken('timers', Object.keys(columns));

/** Arms a timer. An owner has one pending timer at most: whoever arms a second one has made a mistake and gets an error. */
export async function armTimer(tx: Pick<Queryable, 'get'>, timer: NewTimer, now: number): Promise<number> {
	const row = await tx.get(insertTimer, timerRow(timer, now));
	return Number(row?.id);
}

/** Arms many timers at once. */
export async function armTimers(tx: Pick<Queryable, 'insertRows'>, timers: readonly NewTimer[], now: number): Promise<void> {
	if (timers.length === 0) return;
	await tx.insertRows({ table: 'timers', columns, rows: timers.map((timer) => timerRow(timer, now)) });
}

/**
 * Arms an owner's timer, or moves the one that is pending. Safe against somebody else doing the same, or firing it, at this
 * moment: the unique index on pending owners decides, and the loser moves what the winner armed.
 */
export async function armOrMoveTimer(tx: SqlTransaction, timer: NewTimer, now: number): Promise<'armed' | 'moved'> {
	for (;;) {
		const { owner, step } = timer;
		if ((await moveTimersOf(tx, owner, timer.dueAt)) > 0) {
			await tx.run(`update timers set step = :step, data_json = :data where owner = :owner and ${PENDING}`, { owner, step, data: JSON.stringify(timer.data) });
			return 'moved';
		}
		if (await tx.get(insertUnlessPending, timerRow(timer, now))) return 'armed';
	}
}

/** Cancels what an owner has pending. Answers how many timers that were; 0 when it fired already. */
export async function cancelTimersOf(tx: Pick<Queryable, 'run'>, owner: string, reason: string, now: number): Promise<number> {
	return await tx.run(`update timers set state = 'cancelled', settled_at = :now, settle_reason = :reason where owner = :owner and ${PENDING}`, { owner, reason, now });
}

/** Moves what an owner has pending to another instant, or parks it visibly when the date was cleared. */
export async function moveTimersOf(tx: SqlTransaction, owner: string, dueAt: number | null): Promise<number> {
	return await tx.run(`update timers set due_at = :dueAt, deferred_from = null, settle_reason = null, state = :state where owner = :owner and ${PENDING}`, { owner, dueAt: dueAt ?? NO_DATE, state: dueAt === null ? 'waiting' : 'armed' });
}

/** What an owner has pending; undefined when nothing is. */
export async function pendingTimerOf(query: Queryable, owner: string): Promise<Timer | undefined> {
	const row = await query.get(`select ${timerColumns} from timers t where t.owner = :owner and t.${PENDING} order by t.id desc limit 1`, { owner });
	return row && rowToTimer(row);
}

/**
 * The idle poll: one index look-up, however many timers are armed. The order is there for PostgreSQL, whose plan for any
 * instant expects a third of the timers to be due and would look through the table for the first of them. True also for a due timer
 * that is about to be found unheard.
 */
export async function isTimerDue(query: Queryable, now: number): Promise<boolean> {
	return (await query.get("select t.id from timers t where t.state = 'armed' and t.due_at <= :now order by t.due_at limit 1", { now })) !== undefined;
}

/** The first due instant after `now`, or null. */
export async function nextDueAfter(query: Queryable, now: number): Promise<number | null> {
	const row = await query.get("select min(due_at) as due_at from timers where state = 'armed' and due_at > :now", { now });
	return row?.due_at === null || row?.due_at === undefined ? null : Number(row.due_at);
}

/** What some owners have pending, the next due first. */
export async function pendingTimersOf(query: Queryable, owners: readonly string[]): Promise<Timer[]> {
	if (owners.length === 0) return [];
	const names = owners.map((_, place) => `owner${place}`);
	const rows = await query.all(`select ${timerColumns} from timers t where t.owner in (${names.map((name) => `:${name}`).join(', ')}) and t.${PENDING} order by t.due_at`, Object.fromEntries(names.map((name, place) => [name, owners[place] ?? ''])));
	return rows.map(rowToTimer);
}

export async function listTimers(query: Queryable, { limit }: { readonly limit: number }): Promise<Timer[]> {
	return (await query.all(`select ${timerColumns} from timers t where t.${PENDING} order by t.due_at limit :limit`, { limit })).map(rowToTimer);
}
