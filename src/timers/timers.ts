import type { SubjectRef } from '../subject';
import type { Queryable, SqlRow, SqlTransaction } from '../store/database';

/**
 * A timer is a row, bound to (subject, state, cycle); see architecture decisions 1 and 2. States: `armed`, `waiting` (its
 * date was cleared: visible, never due), `fired`, `cancelled`.
 */
export interface NewTimer {
	readonly escalationId: number | null;
	/** Who arms and cancels it, e.g. "escalation:17"; one armed timer per owner. */
	readonly owner: string;
	readonly rule: string;
	readonly step: string;
	readonly subject: SubjectRef;
	readonly guardState: string;
	readonly guardCycle: number;
	/** ms; null arms nothing and waits for a date. */
	readonly dueAt: number | null;
	readonly data: Readonly<Record<string, unknown>>;
}

export interface Timer extends NewTimer {
	readonly id: number;
	readonly state: 'armed' | 'waiting' | 'fired' | 'cancelled';
	readonly armedAt: number;
}

/** Due instant of a timer that waits for a date: after everything, so no due query ever finds it. */
const NO_DATE = Number.MAX_SAFE_INTEGER;

const insertTimer = `insert into timers (escalation_id, owner, rule, step, subject_kind, subject_id, guard_state, guard_cycle, due_at, state, data_json, armed_at)
	values (:escalationId, :owner, :rule, :step, :subjectKind, :subjectId, :guardState, :guardCycle, :dueAt, :state, :data, :now) returning id`;

export async function armTimer(tx: SqlTransaction, timer: NewTimer, now: number): Promise<number> {
	const row = await tx.get(insertTimer, {
		escalationId: timer.escalationId,
		owner: timer.owner,
		rule: timer.rule,
		step: timer.step,
		subjectKind: timer.subject.kind,
		subjectId: timer.subject.id,
		guardState: timer.guardState,
		guardCycle: timer.guardCycle,
		dueAt: timer.dueAt ?? NO_DATE,
		state: timer.dueAt === null ? 'waiting' : 'armed',
		data: JSON.stringify(timer.data),
		now,
	});
	return Number(row?.id);
}

/** Cancels what an owner has armed. Answers how many timers that were; 0 when it fired already. */
export async function cancelTimersOf(tx: SqlTransaction, owner: string, reason: string, now: number): Promise<number> {
	return await tx.run("update timers set state = 'cancelled', settled_at = :now, settle_reason = :reason where owner = :owner and state in ('armed', 'waiting')", { owner, reason, now });
}

/** Moves what an owner has armed to another instant, or parks it visibly when the date was cleared. */
export async function moveTimersOf(tx: SqlTransaction, owner: string, dueAt: number | null): Promise<number> {
	return await tx.run("update timers set due_at = :dueAt, state = :state where owner = :owner and state in ('armed', 'waiting')", { owner, dueAt: dueAt ?? NO_DATE, state: dueAt === null ? 'waiting' : 'armed' });
}

const timerColumns = 't.id, t.escalation_id, t.owner, t.rule, t.step, t.subject_kind, t.subject_id, t.guard_state, t.guard_cycle, t.due_at, t.state, t.data_json, t.armed_at';

export function rowToTimer(row: SqlRow): Timer {
	return {
		id: Number(row.id),
		escalationId: row.escalation_id === null ? null : Number(row.escalation_id),
		owner: String(row.owner),
		rule: String(row.rule),
		step: String(row.step),
		subject: { kind: row.subject_kind as SubjectRef['kind'], id: Number(row.subject_id) },
		guardState: String(row.guard_state),
		guardCycle: Number(row.guard_cycle),
		dueAt: row.state === 'waiting' ? null : Number(row.due_at),
		state: row.state as Timer['state'],
		data: JSON.parse(String(row.data_json)) as Record<string, unknown>,
		armedAt: Number(row.armed_at),
	};
}

export interface DueTimer extends Timer {
	readonly dueAt: number;
	/** Where the subject stands now; null when it is unknown. */
	readonly presentState: string | null;
	readonly presentCycle: number | null;
}

// Only rules that some workflow listens to are taken: a timer nobody hears stays due and visible instead of firing into the void.
const isHeard = "exists (select 1 from consumer_filters f where f.kind = 'EscalationStepDue' and f.scope in ('*', t.rule) and f.state in ('*', t.step))";

const dueSql = (skipLocked: string) => `select ${timerColumns},
		(select s.state from subject_states s where s.subject_kind = t.subject_kind and s.subject_id = t.subject_id) as present_state,
		(select s.cycle from subject_states s where s.subject_kind = t.subject_kind and s.subject_id = t.subject_id) as present_cycle
	from timers t where t.state = 'armed' and t.due_at <= :now
		and ${isHeard}
	order by t.due_at limit :most${skipLocked}`;

/** Takes due timers for this transaction; another worker passes over them. Never early: `due_at <= now`. */
export async function takeDueTimers(tx: SqlTransaction, now: number, most: number): Promise<DueTimer[]> {
	const rows = await tx.all(dueSql(tx.skipLocked), { now, most });
	return rows.map((row) => ({ ...rowToTimer(row), dueAt: Number(row.due_at), presentState: row.present_state === null ? null : String(row.present_state), presentCycle: row.present_cycle === null ? null : Number(row.present_cycle) }));
}

export async function settleTimer(tx: SqlTransaction, id: number, state: 'fired' | 'cancelled', reason: string | null, now: number): Promise<boolean> {
	return (await tx.run("update timers set state = :state, settled_at = :now, settle_reason = :reason where id = :id and state = 'armed'", { id, state, reason, now })) === 1;
}

export async function deferTimer(tx: SqlTransaction, id: number, dueAt: number): Promise<boolean> {
	return (await tx.run("update timers set due_at = :dueAt where id = :id and state = 'armed'", { id, dueAt })) === 1;
}

/** Whether a timer is due that some workflow listens to. The idle poll: one index look-up, however many timers are armed. */
export async function isTimerDue(query: Queryable, now: number): Promise<boolean> {
	return (await query.get(`select t.id from timers t where t.state = 'armed' and t.due_at <= :now and ${isHeard} limit 1`, { now })) !== undefined;
}

/** The first due instant after `now`, or null. */
export async function nextDueAfter(query: Queryable, now: number): Promise<number | null> {
	const row = await query.get("select min(due_at) as due_at from timers where state = 'armed' and due_at > :now", { now });
	return row?.due_at === null || row?.due_at === undefined ? null : Number(row.due_at);
}

/** Timers that are due and that no published workflow listens to, by rule and step: the operator's warning. */
export async function unheardTimers(query: Queryable, now: number): Promise<Array<{ rule: string; step: string; count: number }>> {
	const rows = await query.all(`select t.rule, t.step, count(*) as n from timers t where t.state = 'armed' and t.due_at <= :now and not ${isHeard} group by t.rule, t.step`, { now });
	return rows.map((row) => ({ rule: String(row.rule), step: String(row.step), count: Number(row.n) }));
}

export async function listTimers(query: Queryable, options: { subject?: SubjectRef; limit: number }): Promise<Timer[]> {
	const where = options.subject ? "t.state in ('armed', 'waiting') and t.subject_kind = :kind and t.subject_id = :id" : "t.state in ('armed', 'waiting')";
	const rows = await query.all(`select ${timerColumns} from timers t where ${where} order by t.due_at limit :limit`, {
		limit: options.limit,
		...(options.subject && { kind: options.subject.kind, id: options.subject.id }),
	});
	return rows.map(rowToTimer);
}
