import { randomUUID } from 'node:crypto';

import type { Queryable, SqlTransaction } from '../store/database';
import { eventColumns, rowToEvent } from './append-events';
import { afterFailure, LONGEST_PAUSE_MS } from './backoff';
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
/** No lease is longer; one that ends later was written before the clock was set back. */
const LONGEST_LEASE_MS = 60_000;

/** Fresh deliveries come in batches; one that failed comes back alone, so that a poisonous item cannot hold up its neighbours. */
export type ClaimKind = 'batch' | 'alone';

const oldestDue = "select id from deliveries where consumer_id = :consumer and state = 'pending' and alone = :alone and available_at <= :now order by available_at, id limit 1";

// The rows are chosen once and for all in the first part: joined into the update, PostgreSQL may look for them several times and take more than `most`.
const claimSql = (skipLocked: string) => `with next as materialized (
		select id from deliveries where consumer_id = :consumer and state = 'pending' and alone = :alone and available_at <= :now
		order by available_at, id limit :most${skipLocked})
	update deliveries set state = 'claimed', attempt = attempt + 1, claim_token = :token, lease_until = :leaseUntil
	where id in (select id from next) and state = 'pending'`;

const claimedSql = `select d.id as delivery_id, d.attempt, ${eventColumns}, ${movedOnColumns}, c.skip_overtaken
	from deliveries d join events e on e.id = d.event_id join consumers c on c.id = d.consumer_id ${movedOnJoins}
	where d.claim_token = :token and d.state = 'claimed' order by d.id`;

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
	const fresh = await tx.get(oldestDue, { consumer, now: options.now, alone: flag.batch });
	const retry = await tx.get(oldestDue, { consumer, now: options.now, alone: flag.alone });
	if (!fresh || !retry) return [...(fresh ? (['batch'] as const) : []), ...(retry ? (['alone'] as const) : [])];
	const first = options.prefer ?? (Number(retry.id) < Number(fresh.id) ? 'alone' : 'batch');
	return first === 'alone' ? ['alone', 'batch'] : ['batch', 'alone'];
}

/** Hands out what was claimed, except what its subject has left behind: that is marked as skipped, with the reason (R-CORE-3). */
async function handOut(tx: SqlTransaction, token: string, now: number): Promise<Omit<Claim, 'token' | 'kind'>> {
	const deliveries: Delivery[] = [];
	let skipped = 0;
	for (const row of await tx.all(claimedSql, { token })) {
		const id = Number(row.delivery_id);
		const reason = movedOnReason(row, Number(row.skip_overtaken) === 1);
		if (reason === null) {
			deliveries.push({ id, attempt: Number(row.attempt), event: rowToEvent(row) });
			continue;
		}
		await tx.run("update deliveries set state = 'skipped', settled_at = :now, last_error = :reason, lease_until = null where id = :id", { id, now, reason });
		skipped += 1;
	}
	return { deliveries, skipped };
}

/**
 * Claims up to `most` due deliveries of one consumer under a lease; of those that failed before, one. In the same
 * transaction the facts are looked at again (R-CORE-3).
 */
export async function claimDeliveries(tx: SqlTransaction, consumer: string, options: ClaimOptions): Promise<Claim> {
	const { now, leaseMs } = options;
	const token = randomUUID();
	for (const kind of await dueKinds(tx, consumer, options)) {
		const most = kind === 'alone' ? 1 : options.most;
		const claimed = await tx.run(claimSql(tx.skipLocked), { token, consumer, now, leaseUntil: now + leaseMs, alone: flag[kind], most });
		// Nothing: another worker is taking these at this moment.
		if (claimed > 0) return { token, kind, ...(await handOut(tx, token, now)) };
	}
	return { token, kind: null, deliveries: [], skipped: 0 };
}

/** Keeps the lease while the run lives. Answers how many deliveries are still ours; 0 means another worker has them. */
export async function renewLease(tx: SqlTransaction, token: string, leaseUntil: number): Promise<number> {
	return await tx.run("update deliveries set lease_until = :leaseUntil where claim_token = :token and state = 'claimed'", { token, leaseUntil });
}

/** The run succeeded: the batch is done. Answers how many were still ours. */
export async function acknowledge(tx: SqlTransaction, token: string, now: number): Promise<number> {
	return await tx.run("update deliveries set state = 'done', settled_at = :now, lease_until = null where claim_token = :token and state = 'claimed'", { token, now });
}

/** Gives back what was claimed but never handed to a workflow; the attempt does not count. */
export async function release(tx: SqlTransaction, token: string): Promise<number> {
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

/** @param waitedMs how much of the pause before the next attempt has passed already */
async function settleFailure(tx: SqlTransaction, row: HeldRow, failure: Failure, giveUp: boolean, waitedMs = 0): Promise<FailedDelivery | undefined> {
	const outcome = giveUp ? { kind: 'park' as const } : afterFailure(row.attempt, failure.mostAttempts);
	const changed = await tx.run(
		`update deliveries set state = :state, alone = 1, available_at = :availableAt, last_error = :error, claim_token = null, lease_until = null, settled_at = :settledAt
			where id = :id and claim_token = :token and state = 'claimed'`,
		{
			id: row.id,
			token: row.token,
			state: outcome.kind === 'park' ? 'parked' : 'pending',
			availableAt: outcome.kind === 'park' ? failure.now : failure.now + Math.max(0, outcome.afterMs - waitedMs),
			settledAt: outcome.kind === 'park' ? failure.now : null,
			error: failure.error.slice(0, LONGEST_ERROR),
		},
	);
	return changed === 1 ? { id: row.id, eventId: row.eventId, attempt: row.attempt, parked: outcome.kind === 'park' } : undefined;
}

/** The run failed: each delivery of the batch is retried alone after a pause, or parked. `giveUp` parks at once. */
export async function failDeliveries(tx: SqlTransaction, token: string, failure: Failure, giveUp = false): Promise<FailedDelivery[]> {
	const rows = await tx.all("select id, event_id, attempt from deliveries where claim_token = :token and state = 'claimed'", { token });
	const failed: FailedDelivery[] = [];
	// A batch of several says nothing about which item is at fault: only an item that failed alone may be parked.
	const soleSuspect = rows.length === 1;
	for (const row of rows) {
		const settled = await settleFailure(
			tx,
			{ id: Number(row.id), eventId: Number(row.event_id), attempt: Number(row.attempt), token },
			{ ...failure, mostAttempts: soleSuspect ? failure.mostAttempts : Number.MAX_SAFE_INTEGER },
			giveUp && soleSuspect,
		);
		if (settled) failed.push(settled);
	}
	return failed;
}

// `claim_token > ''` is true of every claimed row; without it SQLite does not think of the index and reads the whole table.
const expiredSql = (skipLocked: string) => `select id, event_id, attempt, claim_token from deliveries
	where state = 'claimed' and claim_token > '' and lease_until <= :now order by id limit :most${skipLocked}`;

/**
 * The clock was set back: leases and pauses from before would last for as long as it was off. A lease gets its usual length
 * from now on, which who is alive renews and who is dead does not; a pause that is longer than there are any is over.
 */
async function mendAfterClockStep(tx: SqlTransaction, now: number): Promise<void> {
	await tx.run("update deliveries set lease_until = :until where state = 'claimed' and claim_token > '' and lease_until > :beyond", { until: now + LEASE_MS, beyond: now + LONGEST_LEASE_MS });
	await tx.run("update deliveries set available_at = :now where state = 'pending' and alone = 1 and available_at > :beyond and consumer_id in (select id from consumers)", { now, beyond: now + LONGEST_PAUSE_MS });
}

/**
 * Recovers what a dead or frozen process left behind: a lease that ran out counts as a failed attempt. The time it lasted
 * counts as part of the pause, so that the first attempt after a kill begins at once.
 */
export async function reapDeliveries(tx: SqlTransaction, options: { now: number; mostAttempts: number; most: number }): Promise<FailedDelivery[]> {
	await mendAfterClockStep(tx, options.now);
	const rows = await tx.all(expiredSql(tx.skipLocked), { now: options.now, most: options.most });
	const reaped: FailedDelivery[] = [];
	for (const row of rows) {
		const settled = await settleFailure(
			tx,
			{ id: Number(row.id), eventId: Number(row.event_id), attempt: Number(row.attempt), token: String(row.claim_token) },
			{ error: 'The process that ran the workflow stopped or stood still longer than its lease.', mostAttempts: options.mostAttempts, now: options.now },
			false,
			LEASE_MS,
		);
		if (settled) reaped.push(settled);
	}
	return reaped;
}

/** Which consumers have something to do now: one query for all triggers of a process, one index seek each. */
export async function consumersWithWork(query: Queryable, now: number): Promise<string[]> {
	const rows = await query.all(
		"select c.id from consumers c where exists (select 1 from deliveries d where d.consumer_id = c.id and d.state = 'pending' and d.alone in (0, 1) and d.available_at <= :now)",
		{ now },
	);
	return rows.map((row) => String(row.id));
}
