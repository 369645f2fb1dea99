import { randomUUID } from 'node:crypto';

import type { Queryable, SqlTransaction } from '../store/database';
import { eventColumns, rowToEvent } from './append-events';
import { afterFailure } from './backoff';
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
	readonly deliveries: readonly Delivery[];
}

const LONGEST_ERROR = 2_000;

// A delivery that failed in a batch comes back alone, so that one poisonous item cannot hold up its neighbours.
const nextIsAlone = `select alone from deliveries where consumer_id = :consumer and state = 'pending' and available_at <= :now order by id limit 1`;

const claimSql = (skipLocked: string) => `update deliveries set state = 'claimed', attempt = attempt + 1, claim_token = :token, lease_until = :leaseUntil
	where id in (
		select id from deliveries where consumer_id = :consumer and state = 'pending' and available_at <= :now and alone = :alone
		order by id limit :most${skipLocked})
	and state = 'pending'`;

const claimedSql = `select d.id as delivery_id, d.attempt, ${eventColumns}, ${movedOnColumns}, c.skip_overtaken
	from deliveries d join events e on e.id = d.event_id join consumers c on c.id = d.consumer_id ${movedOnJoins}
	where d.claim_token = :token and d.state = 'claimed' order by d.id`;

/**
 * Claims up to `most` due deliveries of one consumer under a lease. In the same transaction the facts are looked at again:
 * what its subject has left behind is marked as skipped, with the reason, and not handed out (R-CORE-3).
 * @param now lease clock, ms
 */
export async function claimDeliveries(tx: SqlTransaction, consumer: string, options: { now: number; leaseMs: number; most: number }): Promise<Claim> {
	const token = randomUUID();
	const first = await tx.get(nextIsAlone, { consumer, now: options.now });
	if (!first) return { token, deliveries: [] };
	const alone = Number(first.alone);
	const most = alone === 1 ? 1 : options.most;
	await tx.run(claimSql(tx.skipLocked), { token, consumer, now: options.now, leaseUntil: options.now + options.leaseMs, alone, most });
	const deliveries: Delivery[] = [];
	for (const row of await tx.all(claimedSql, { token })) {
		const id = Number(row.delivery_id);
		const reason = movedOnReason(row, Number(row.skip_overtaken) === 1);
		if (reason === null) deliveries.push({ id, attempt: Number(row.attempt), event: rowToEvent(row) });
		else await tx.run("update deliveries set state = 'skipped', settled_at = :now, last_error = :reason, lease_until = null where id = :id", { id, now: options.now, reason });
	}
	return { token, deliveries };
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

async function settleFailure(tx: SqlTransaction, row: { id: number; eventId: number; attempt: number; token: string }, failure: Failure, giveUp: boolean): Promise<FailedDelivery | undefined> {
	const outcome = giveUp ? { kind: 'park' as const } : afterFailure(row.attempt, failure.mostAttempts);
	const changed = await tx.run(
		`update deliveries set state = :state, alone = 1, available_at = :availableAt, last_error = :error, claim_token = null, lease_until = null, settled_at = :settledAt
			where id = :id and claim_token = :token and state = 'claimed'`,
		{
			id: row.id,
			token: row.token,
			state: outcome.kind === 'park' ? 'parked' : 'pending',
			availableAt: outcome.kind === 'park' ? failure.now : failure.now + outcome.afterMs,
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

/** Recovers what a dead or frozen process left behind: leases that ran out count as failed attempts. */
export async function reapDeliveries(tx: SqlTransaction, options: { now: number; mostAttempts: number; most: number }): Promise<FailedDelivery[]> {
	const rows = await tx.all(
		`select id, event_id, attempt, claim_token from deliveries where state = 'claimed' and lease_until <= :now order by lease_until limit :most${tx.skipLocked}`,
		{ now: options.now, most: options.most },
	);
	const reaped: FailedDelivery[] = [];
	for (const row of rows) {
		const settled = await settleFailure(
			tx,
			{ id: Number(row.id), eventId: Number(row.event_id), attempt: Number(row.attempt), token: String(row.claim_token) },
			{ error: 'The process that ran the workflow stopped or stood still longer than its lease.', mostAttempts: options.mostAttempts, now: options.now },
			false,
		);
		if (settled) reaped.push(settled);
	}
	return reaped;
}

/** Which consumers have something to do now: one query for all triggers of a process, one index seek each. */
export async function consumersWithWork(query: Queryable, now: number): Promise<string[]> {
	const rows = await query.all(
		"select c.id from consumers c where exists (select 1 from deliveries d where d.consumer_id = c.id and d.state = 'pending' and d.available_at <= :now)",
		{ now },
	);
	return rows.map((row) => String(row.id));
}
