import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import { keepResult, lockEffect, takeEffect } from '../../journal/effects';
import { causeOf } from '../workspace';
import type { DeskTransaction, Workspace } from '../workspace';
import { holderOf } from './effect-holder';

export interface EffectConfirmed {
	readonly key: string;
	readonly state: 'done';
	readonly result: unknown;
	/** False when it was known before: the first result stays. */
	readonly changed: boolean;
}

export function checkKey(key: string): void {
	if (key.trim() === '') throw new InvalidInputError([{ field: 'Key', reason: 'is empty; it comes from the output of the gate' }]);
}

async function confirmIn(tx: DeskTransaction, key: string, result: unknown): Promise<EffectConfirmed> {
	// A person may have released the key while this run was still acting. It did act, so the next run must not.
	const claim = { key, kind: 'confirmed without a reservation', deliveryId: tx.call.deliveryId, reservedBy: await holderOf(tx, tx.call), cause: causeOf(tx.call), at: tx.now };
	const wasMissing = await takeEffect(tx, claim, 'done');
	const effect = wasMissing ? undefined : await lockEffect(tx, key);
	if (effect?.state === 'done') return { key, state: 'done', result: effect.result, changed: false };
	await keepResult(tx, key, result, tx.now);
	return { key, state: 'done', result, changed: true };
}

/**
 * Says that the effect behind the gate happened. True whoever says it: also of an effect that another run has handed over
 * to a person meanwhile.
 */
export async function confirmEffect(workspace: Workspace, input: { readonly key: string; readonly result?: unknown }, call: Call): Promise<EffectConfirmed> {
	checkKey(input.key);
	return await workspace.transaction(call, async (tx) => await confirmIn(tx, input.key, input.result ?? null));
}
