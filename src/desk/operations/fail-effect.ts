import type { Call } from '../../call';
import { lockEffect, releaseEffect } from '../../journal/effects';
import type { EffectState } from '../../journal/effects';
import type { DeskTransaction, Workspace } from '../workspace';
import { checkKey } from './confirm-effect';
import { parkEffect } from './park-effect';

export interface FailEffect {
	readonly key: string;
	/** The effect certainly did not happen (the server refused it); false when it may have (no answer came). */
	readonly certainly: boolean;
	/** The error, for the person who may have to decide. */
	readonly note: string;
}

export interface EffectFailed {
	readonly key: string;
	/** `released`: the next attempt may act. */
	readonly state: EffectState | 'released';
	readonly changed: boolean;
}

async function failIn(tx: DeskTransaction, { key, certainly, note }: FailEffect): Promise<EffectFailed> {
	const effect = await lockEffect(tx, key);
	if (!effect) return { key, state: 'released', changed: false };
	// An older run must not take back what a newer one holds; and what a person was asked about stays theirs to decide,
	// because the run that found it has ended and nobody would repeat it.
	const isOurs = effect.state === 'reserved' && (effect.cause.executionId ?? null) === tx.call.executionId;
	if (!isOurs) return { key, state: effect.state, changed: false };
	if (certainly) {
		await releaseEffect(tx, key);
		return { key, state: 'released', changed: true };
	}
	await parkEffect(tx, effect, note.trim() || 'The run does not know whether it happened.');
	return { key, state: 'unknown', changed: true };
}

/**
 * Says that the node behind the gate failed. What certainly did not happen is released for the next attempt, so let the
 * workflow fail afterwards; what may have happened is handed over to a person (R-CORE-2).
 */
export async function failEffect(workspace: Workspace, input: FailEffect, call: Call): Promise<EffectFailed> {
	checkKey(input.key);
	return await workspace.transaction(call, async (tx) => await failIn(tx, input));
}
