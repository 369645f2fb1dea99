import { systemCall } from '../../call';
import { ConflictError } from '../../errors';
import type { Queryable, SqlTransaction } from '../../store/database';
import { isTimerDue, nextDueAfter } from '../../timers/timers';
import type { DeskTransaction, Workspace } from '../workspace';

export type PlaybackStep =
	/** No target is set: time runs by itself. */
	| { readonly kind: 'idle' }
	/** Workflows still have something to do at the present instant. */
	| { readonly kind: 'busy' }
	/** The clock was moved; there is more to play. */
	| { readonly kind: 'moved'; readonly to: number }
	| { readonly kind: 'arrived'; readonly at: number };

/** A trigger that no process has marked as alive for this long (it does so every few seconds) does not hold the clock: its workflow is switched off. Long enough for a restart of n8n. */
const SILENT_MS = 60_000;

/**
 * Asks the sandbox to play until an instant: the clock then stands, and jumps from one due timer to the next once the
 * workflows have done what there is to do, so that unmodified workflows live through a year in seconds (R-CORE-5). At the
 * target it runs on.
 * @throws {ConflictError} on a live workspace, and for an instant in the past
 */
export async function playUntil(workspace: Workspace, targetAt: number): Promise<void> {
	if (workspace.mode === 'live') throw new ConflictError('This workspace is live: its clock is the real one and cannot be moved', 'Use a sandbox workspace to try things out.');
	await workspace.transaction(systemCall('clock'), async (tx) => {
		if (targetAt < tx.now) throw new ConflictError(`The clock cannot go back: it is ${new Date(tx.now).toISOString()} already`, 'Choose a later instant, or make a new sandbox.');
		await tx.run('update workspace set clock_target_at = :targetAt, clock_stands_at = :now where id = 1', { targetAt, now: tx.now });
		await tx.emit({ kind: 'WorkspaceChanged', scope: 'clock', subject: { kind: 'workspace', id: 1 }, data: { playUntil: targetAt } });
	});
}

/** Whether a workflow that somebody runs has a delivery in hand or due. */
async function isBusy(tx: SqlTransaction, leaseNow: number): Promise<boolean> {
	const row = await tx.get(
		`select c.id from consumers c where c.seen_at > :seenAfter and (
				exists (select 1 from deliveries d where d.state = 'claimed' and d.consumer_id = c.id)
				or exists (select 1 from deliveries d where d.consumer_id = c.id and d.state = 'pending' and d.alone in (0, 1) and d.available_at <= :leaseNow))
			limit 1`,
		{ leaseNow, seenAfter: leaseNow - SILENT_MS },
	);
	return row !== undefined;
}

/**
 * Pauses before a retry are played through like everything else: when nothing else is left to do at this instant, what
 * waits in backoff is due. A workflow that keeps failing is parked after its attempts and holds the clock no longer.
 */
async function endPauses(tx: SqlTransaction, leaseNow: number): Promise<boolean> {
	const ended = await tx.run(
		`update deliveries set available_at = :leaseNow where state = 'pending' and alone in (0, 1) and available_at > :leaseNow
			and consumer_id in (select id from consumers where seen_at > :seenAfter)`,
		{ leaseNow, seenAfter: leaseNow - SILENT_MS },
	);
	return ended > 0;
}

/** Whether anything is left to do now for workflows that somebody runs: the clock is on its way, a timer is due, a delivery is in hand, waits or is in backoff. */
export async function hasWorkNow(workspace: Workspace, query: Queryable, leaseNow: number): Promise<boolean> {
	if ((await workspace.info(query)).clockTargetAt !== null || (await isTimerDue(query, await workspace.now(query)))) return true;
	const row = await query.get(
		`select d.id from deliveries d where (d.state = 'claimed' or d.state = 'pending')
			and d.consumer_id in (select id from consumers where seen_at > :seenAfter) limit 1`,
		{ seenAfter: leaseNow - SILENT_MS },
	);
	return row !== undefined;
}

/**
 * One step of playing: moves the clock to the next due timer (or to the target) once nothing is left to do at the present
 * instant. The process that holds the triggers calls it again and again; several may, each step is a transaction.
 */
export async function playbackStep(workspace: Workspace): Promise<PlaybackStep> {
	if (workspace.mode === 'live') return { kind: 'idle' };
	// Without a target there is nothing to lock: the idle loop of a sandbox only reads.
	const target = await workspace.read(async (query) => (await workspace.info(query)).clockTargetAt);
	if (target === null) return { kind: 'idle' };
	const leaseNow = await workspace.database.leaseClock();
	return await workspace.transaction(systemCall('clock'), async (tx) => await step(workspace, tx, leaseNow));
}

async function step(workspace: Workspace, tx: DeskTransaction, leaseNow: number): Promise<PlaybackStep> {
	const row = await tx.get(`select clock_target_at from workspace where id = 1${tx.lockRows}`);
	if (!row || row.clock_target_at === null) return { kind: 'idle' };
	// Read again under the lock: another process may have moved the clock while this one waited, and would be overshot.
	const now = await workspace.now(tx);
	if ((await isTimerDue(tx, now)) || (await isBusy(tx, leaseNow)) || (await endPauses(tx, leaseNow))) return { kind: 'busy' };
	const target = Math.max(Number(row.clock_target_at), now);
	const next = await nextDueAfter(tx, now);
	const to = next === null ? target : Math.min(next, target);
	const arrived = to >= target;
	if (arrived) await tx.run('update workspace set clock_offset_ms = :offset, clock_target_at = null, clock_stands_at = null where id = 1', { offset: workspace.offsetTo(to) });
	else await tx.run('update workspace set clock_stands_at = :to where id = 1', { to });
	return arrived ? { kind: 'arrived', at: to } : { kind: 'moved', to };
}
