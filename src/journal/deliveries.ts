import { randomUUID } from 'node:crypto';

import type { Queryable, SqlRow, SqlTransaction } from '../store/database';
import { stillIs } from '../store/still-is';
import { eventColumns, rowToEvent } from './append-events';
import { afterFailure, pauseSql } from './backoff';
import { movedOnColumns, movedOnJoins, movedOnReason } from './moved-on';
import type { DeskEvent } from './event';

export interface Delivery {
	readonly id: number;
	readonly attempt: number;
	readonly event: DeskEvent;
}

/** A batch held under a lease. The token is the fence: whoever claims next writes another, and this holder's verdict matches nothing. */
export interface Claim {
	readonly token: string;
	/** Null when nothing was due. */
	readonly kind: ClaimKind | null;
	readonly deliveries: readonly Delivery[];
	/** How many were due and not handed out, because their subject has moved on. */
	readonly skipped: number;
}

const LONGEST_ERROR = 2_000;

/** How long a batch is held without a sign of life: a killed process is noticed within the promised 35 s, and a busy event loop has two chances to renew in time. */
export const LEASE_MS = 30_000;
/** No lease is longer, with some leeway for a reader who was kept waiting; one that ends later was written before the clock was set back. */
const LONGEST_LEASE_MS = LEASE_MS + 5_000;

/** Fresh deliveries come in batches; one that failed comes back alone, so that a poisonous item cannot hold up its neighbours. */
export type ClaimKind = 'batch' | 'alone';

const oldestDue = (alone: 0 | 1) => `(select id from deliveries where consumer_id = :consumer and state = 'pending' and alone = ${alone} and available_at <= :now order by available_at, id limit 1)`;
const oldestOfEachKind = `select ${oldestDue(0)} as batch, ${oldestDue(1)} as alone`;

// The rows are chosen once and for all in a part of their own: joined into the update, PostgreSQL may look for them several times
// and take more than `most`. That number stands in the text, because a plan for any number expects far more rows than a batch has.
// They are locked there, so the update asks for nothing but their ids: a condition on the state would offer the index of what is
// pending, and by statistics gathered while nothing was, PostgreSQL then reads the whole backlog for every batch of it.
const nextSql = (most: number, skipLocked: string) => `with next as materialized (
		select id from deliveries where consumer_id = :consumer and state = 'pending' and alone = :alone and available_at <= :now
		order by available_at, id limit ${Math.trunc(most)}${skipLocked})`;
const takeNextSql = `update deliveries set state = 'claimed', attempt = attempt + 1, claim_token = :token, lease_until = :leaseUntil
	where id in (select id from next)`;

/** What a workflow is handed and what the guards look at. @param claimed a table or part of a statement with the claimed rows */
const claimedSql = (claimed: string) => `select d.id as delivery_id, d.attempt, ${eventColumns}, ${movedOnColumns}, c.skip_overtaken
	from ${claimed} d join events e on e.id = d.event_id join consumers c on c.id = d.consumer_id ${movedOnJoins}`;

export interface ClaimOptions {
	/** Lease clock, ms. */
	readonly now: number;
	readonly leaseMs: number;
	/** Most deliveries in the batch. */
	readonly most: number;
	/** What to take when both kinds are due; the older one when it is not said. */
	readonly prefer?: ClaimKind;
}

const flag = { batch: 0, alone: 1 } as const;

/** In which order to try: only kinds of which something is due. */
async function dueKinds(tx: SqlTransaction, consumer: string, options: ClaimOptions): Promise<ClaimKind[]> {
	const oldest = await tx.get(oldestOfEachKind, { consumer, now: options.now });
	const { batch = null, alone = null } = oldest ?? {};
	if (batch === null || alone === null) return [...(batch === null ? [] : (['batch'] as const)), ...(alone === null ? [] : (['alone'] as const))];
	const first = options.prefer ?? (Number(alone) < Number(batch) ? 'alone' : 'batch');
	return first === 'alone' ? ['alone', 'batch'] : ['batch', 'alone'];
}

/** Claims deliveries of one kind and answers them with their events and guards. Nothing: another worker is taking these at this moment. */
async function claimKind(tx: SqlTransaction, token: string, consumer: string, kind: ClaimKind, options: ClaimOptions): Promise<SqlRow[]> {
	const { now, leaseMs } = options;
	const next = nextSql(kind === 'alone' ? 1 : options.most, tx.skipLocked);
	const params = { token, consumer, now, leaseUntil: now + leaseMs, alone: flag[kind] };
	if (tx.dialect === 'postgres') return await tx.all(`${next}, claimed as (${takeNextSql} returning id, attempt, event_id, consumer_id) ${claimedSql('claimed')} order by d.id`, params);
	// SQLite changes no rows within a select; there two statements cost no more than one.
	if ((await tx.run(`${next} ${takeNextSql}`, params)) === 0) return [];
	return await tx.all(`${claimedSql('deliveries')} where d.claim_token = :token and d.state = 'claimed' order by d.id`, { token });
}

/** Hands out what was claimed, except what its subject has left behind: that is marked as skipped, with the reason (R-CORE-3). */
async function handOut(tx: SqlTransaction, rows: readonly SqlRow[], now: number): Promise<Omit<Claim, 'token' | 'kind'>> {
	const deliveries: Delivery[] = [];
	const skipped: Array<{ id: number; reason: string }> = [];
	for (const row of rows) {
		const id = Number(row.delivery_id);
		const reason = movedOnReason(row, Number(row.skip_overtaken) === 1);
		if (reason === null) deliveries.push({ id, attempt: Number(row.attempt), event: rowToEvent(row) });
		else skipped.push({ id, reason });
	}
	if (skipped.length > 0) {
		await tx.run(
			`update deliveries set state = 'skipped', settled_at = :now, last_error = r.value ->> 'reason', lease_until = null
				from ${tx.jsonRows('skipped')} where deliveries.id = cast(r.value ->> 'id' as bigint)`,
			{ skipped: JSON.stringify(skipped), now },
		);
	}
	return { deliveries, skipped: skipped.length };
}

/**
 * Claims up to `most` due deliveries of one consumer under a lease; of those that failed before, one. In the same
 * transaction the facts are looked at again (R-CORE-3).
 */
export async function claimDeliveries(tx: SqlTransaction, consumer: string, options: ClaimOptions): Promise<Claim> {
	const token = randomUUID();
	for (const kind of await dueKinds(tx, consumer, options)) {
		const rows = await claimKind(tx, token, consumer, kind, options);
		if (rows.length > 0) return { token, kind, ...(await handOut(tx, rows, options.now)) };
	}
	return { token, kind: null, deliveries: [], skipped: 0 };
}

/** Keeps the lease while the run lives. Answers how many deliveries are still ours; 0 means another worker has them. */
export async function renewLease(tx: Pick<Queryable, 'run'>, token: string, leaseUntil: number): Promise<number> {
	return await tx.run("update deliveries set lease_until = :leaseUntil where claim_token = :token and state = 'claimed'", { token, leaseUntil });
}

/** The run succeeded: the batch is done. Answers how many were still ours. */
export async function acknowledge(tx: Pick<Queryable, 'run'>, token: string, now: number): Promise<number> {
	return await tx.run("update deliveries set state = 'done', settled_at = :now, lease_until = null where claim_token = :token and state = 'claimed'", { token, now });
}

/** Gives back what was claimed but never handed to a workflow; the attempt does not count. */
export async function release(tx: Pick<Queryable, 'run'>, token: string): Promise<number> {
	return await tx.run("update deliveries set state = 'pending', attempt = attempt - 1, claim_token = null, lease_until = null where claim_token = :token and state = 'claimed'", { token });
}

export interface Failure {
	readonly error: string;
	readonly mostAttempts: number;
	/** Lease clock, ms. */
	readonly now: number;
}

export interface FailedDelivery {
	readonly id: number;
	readonly eventId: number;
	readonly attempt: number;
	readonly parked: boolean;
}

interface HeldRow {
	readonly id: number;
	readonly eventId: number;
	readonly attempt: number;
	readonly token: string;
}

/**
 * Marks deliveries as failed with one statement, however many they are. Answers those that were still the holder's.
 * @param giveUp parks at once
 * @param waitedMs how much of the pause before the next attempt has passed already
 */
async function settleFailures(tx: SqlTransaction, rows: readonly HeldRow[], failure: Failure, giveUp = false, waitedMs = 0): Promise<FailedDelivery[]> {
	if (rows.length === 0) return [];
	const failures = rows.map((row) => {
		const outcome = giveUp ? { kind: 'park' as const } : afterFailure(row.attempt, failure.mostAttempts);
		return outcome.kind === 'park'
			? { ...row, state: 'parked', availableAt: failure.now, settledAt: failure.now }
			: { ...row, state: 'pending', availableAt: failure.now + Math.max(0, outcome.afterMs - waitedMs), settledAt: null };
	});
	const changed = await tx.all(
		`update deliveries set state = r.value ->> 'state', alone = 1, available_at = cast(r.value ->> 'availableAt' as bigint), last_error = :error,
				claim_token = null, lease_until = null, settled_at = cast(r.value ->> 'settledAt' as bigint)
			from ${tx.jsonRows('failures')}
			where deliveries.id = cast(r.value ->> 'id' as bigint) and deliveries.claim_token = r.value ->> 'token' and ${stillIs('deliveries.state', 'claimed')} returning id`,
		{ failures: JSON.stringify(failures), error: failure.error.slice(0, LONGEST_ERROR) },
	);
	const ours = new Set(changed.map(({ id }) => Number(id)));
	return failures.filter(({ id }) => ours.has(id)).map(({ id, eventId, attempt, state }) => ({ id, eventId, attempt, parked: state === 'parked' }));
}

const heldRow = (row: SqlRow): HeldRow => ({ id: Number(row.id), eventId: Number(row.event_id), attempt: Number(row.attempt), token: String(row.claim_token) });

/** The run failed: each delivery of the batch is retried alone after a pause, or parked. `giveUp` parks at once. */
export async function failDeliveries(tx: SqlTransaction, token: string, failure: Failure, giveUp = false): Promise<FailedDelivery[]> {
	const rows = await tx.all("select id, event_id, attempt, claim_token from deliveries where claim_token = :token and state = 'claimed' order by id", { token });
	// A batch of several says nothing about which item is at fault: only an item that failed alone may be parked.
	const soleSuspect = rows.length === 1;
	return await settleFailures(tx, rows.map(heldRow), { ...failure, mostAttempts: soleSuspect ? failure.mostAttempts : Number.MAX_SAFE_INTEGER }, giveUp && soleSuspect);
}

// `claim_token > ''` is true of every claimed row; without it SQLite does not think of the index and reads the whole table.
const expiredSql = (skipLocked: string) => `select id, event_id, attempt, claim_token from deliveries
	where state = 'claimed' and claim_token > '' and lease_until <= :now order by id limit :most${skipLocked}`;

/**
 * The clock was set back: leases and pauses from before would last for as long as it was off. A lease gets its usual length
 * from now on, which who is alive renews and who is dead does not; a pause that is longer than the one after its attempt is over.
 */
async function mendAfterClockStep(tx: SqlTransaction, now: number): Promise<void> {
	await tx.run("update deliveries set lease_until = :until where state = 'claimed' and claim_token > '' and lease_until > :beyond", { until: now + LEASE_MS, beyond: now + LONGEST_LEASE_MS });
	// The first comparison is what the index can answer; hardly any row is left for the second.
	await tx.run(
		`update deliveries set available_at = :now where state = 'pending' and alone = 1 and available_at > :now and available_at > :now + ${pauseSql('attempt')} and consumer_id in (select id from consumers)`,
		{ now },
	);
}

/**
 * Recovers what a dead or frozen process left behind: a lease that ran out counts as a failed attempt. The time it lasted
 * counts as part of the pause, so that the first attempt after a kill begins at once.
 */
export async function reapDeliveries(tx: SqlTransaction, options: { now: number; mostAttempts: number; most: number }): Promise<FailedDelivery[]> {
	await mendAfterClockStep(tx, options.now);
	const rows = await tx.all(expiredSql(tx.skipLocked), { now: options.now, most: options.most });
	const failure = { error: 'The process that ran the workflow stopped or stood still longer than its lease.', mostAttempts: options.mostAttempts, now: options.now };
	return await settleFailures(tx, rows.map(heldRow), failure, false, LEASE_MS);
}

/** Which consumers have something to do now: one query for all triggers of a process, one index seek each. */
export async function consumersWithWork(query: Queryable, now: number): Promise<string[]> {
	const rows = await query.all(
		"select c.id from consumers c where exists (select 1 from deliveries d where d.consumer_id = c.id and d.state = 'pending' and d.alone in (0, 1) and d.available_at <= :now)",
		{ now },
	);
	return rows.map((row) => String(row.id));
}
