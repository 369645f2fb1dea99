import { systemCall } from '../../call';
import { ConflictError } from '../../errors';
import { isTimerDue, nextDueAfter } from '../../timers/timers';
import type { Workspace } from '../workspace';

export type PlaybackStep =
	/** No target is set: time runs by itself. */
	| { readonly kind: 'idle' }
	/** Workflows still have something to do at the present instant. */
	| { readonly kind: 'busy' }
	/** The clock was moved; there is more to play. */
	| { readonly kind: 'moved'; readonly to: number }
	| { readonly kind: 'arrived'; readonly at: number };

/**
 * Asks the sandbox to play until an instant: the clock then jumps from one due timer to the next, so that unmodified
 * workflows live through a year in seconds (R-CORE-5).
 * @throws {ConflictError} on a live workspace, and for an instant in the past
 */
export async function playUntil(workspace: Workspace, targetAt: number): Promise<void> {
	if (workspace.mode === 'live') throw new ConflictError('This workspace is live: its clock is the real one and cannot be moved', 'Use a sandbox workspace to try things out.');
	await workspace.transaction(systemCall('clock'), async (tx) => {
		if (targetAt < tx.now) throw new ConflictError(`The clock cannot go back: it is ${new Date(tx.now).toISOString()} already`, 'Choose a later instant, or make a new sandbox.');
		await tx.run('update workspace set clock_target_at = :targetAt where id = 1', { targetAt });
		await tx.emit({ kind: 'WorkspaceChanged', scope: 'clock', subject: { kind: 'workspace', id: 1 }, data: { playUntil: targetAt } });
	});
}

/**
 * One step of playing: moves the clock to the next due timer (or to the target) once nothing is left to do at the present
 * instant. The process that holds the triggers calls it again and again; several may, each step is a transaction.
 */
export async function playbackStep(workspace: Workspace): Promise<PlaybackStep> {
	if (workspace.mode === 'live') return { kind: 'idle' };
	return await workspace.transaction(systemCall('clock'), async (tx) => {
		const row = await tx.get(`select clock_target_at, clock_offset_ms from workspace where id = 1${tx.lockRows}`);
		if (!row || row.clock_target_at === null) return { kind: 'idle' };
		// A consumer that is gone for good must not hold the clock, so only what a live lease or a due retry holds counts as busy.
		const busy = await tx.get("select id from deliveries where state in ('pending', 'claimed') and consumer_id in (select id from consumers) limit 1");
		if (busy || (await isTimerDue(tx, tx.now))) return { kind: 'busy' };
		const next = await nextDueAfter(tx, tx.now);
		const target = Math.max(Number(row.clock_target_at), tx.now);
		const to = next === null ? target : Math.min(next, target);
		const arrived = to >= target;
		await tx.run('update workspace set clock_offset_ms = clock_offset_ms + :by, clock_target_at = :target where id = 1', { by: to - tx.now, target: arrived ? null : target });
		return arrived ? { kind: 'arrived', at: to } : { kind: 'moved', to };
	});
}
