import type { Call } from '../../call';
import { ConflictError, InvalidInputError } from '../../errors';
import { lockEffect, releaseEffect, takeEffect } from '../../journal/effects';
import type { Effect } from '../../journal/effects';
import { escalationMovedOn } from '../../journal/moved-on';
import { withdrawUnwanted } from '../notices/letter-consent';
import { causeOf } from '../workspace';
import type { DeskTransaction, Workspace } from '../workspace';
import { decideReservation } from './decide-reservation';
import { holderOf } from './effect-holder';
import { parkEffect } from './park-effect';

export interface Reservation {
	/**
	 * `first` act now, then confirm; `already_done` go on without acting; `needs_person` the outcome of an earlier run is
	 * unknown and nothing may be repeated; `overtaken` the subject moved on since the event, or the client refused
	 * advertising: nothing is to be done.
	 */
	readonly outcome: 'first' | 'already_done' | 'needs_person' | 'overtaken';
	/** Hand it to "confirm" and "fail". */
	readonly key: string;
	/** What the effect answered when it was confirmed. */
	readonly result: unknown;
	readonly reason: string | null;
}

const OUTCOME_UNKNOWN = 'An earlier run reserved this effect and never said whether it happened.';

async function found(tx: DeskTransaction, effect: Effect, holder: string | null): Promise<Reservation> {
	const decision = decideReservation(effect, holder);
	const answer = { key: effect.key, result: effect.result };
	if (decision === 'act') return { ...answer, outcome: 'first', reason: null };
	if (decision === 'already_done') return { ...answer, outcome: 'already_done', reason: effect.note };
	if (decision === 'park') await parkEffect(tx, effect, OUTCOME_UNKNOWN);
	return { ...answer, outcome: 'needs_person', reason: decision === 'park' ? OUTCOME_UNKNOWN : effect.note };
}

async function reserveIn(tx: DeskTransaction, key: string, kind: string): Promise<Reservation> {
	const { call } = tx;
	const holder = await holderOf(tx, call);
	const taken = await takeEffect(tx, { key, kind, deliveryId: call.deliveryId, reservedBy: holder, cause: causeOf(call), at: tx.now }, 'reserved');
	if (taken) {
		const reason = call.deliveryId === null ? null : ((await escalationMovedOn(tx, call.deliveryId)) ?? (await withdrawUnwanted(tx, call.deliveryId)));
		if (reason === null) return { outcome: 'first', key, result: null, reason: null };
		await releaseEffect(tx, key);
		return { outcome: 'overtaken', key, result: null, reason };
	}
	const effect = await lockEffect(tx, key);
	// Released between the two statements: whoever did so is done with it, and this run is the first again.
	return effect ? await found(tx, effect, holder) : await reserveIn(tx, key, kind);
}

/**
 * The gate before a node that acts outside the database: reserve, act, confirm (R-CORE-2). The reservation is committed
 * before the answer, so a run that dies anywhere behind the gate leaves a trace: the next one does not act, a person is
 * asked, once.
 * @param input.kind what the effect is, for the person who may have to decide: "e-mail to the client"
 */
export async function reserveEffect(workspace: Workspace, input: { readonly kind: string }, call: Call): Promise<Reservation> {
	const kind = input.kind.trim();
	if (kind === '') throw new InvalidInputError([{ field: 'Effect', reason: 'say what happens behind the gate, e.g. "e-mail to the client"' }]);
	const key = call.effectKey;
	if (key === null || key === '') throw new ConflictError('This run has no key that would tell it from another', 'Start the workflow with a Deal Desk trigger, or give the gate a once key.');
	return await workspace.transaction(call, async (tx) => await reserveIn(tx, key, kind));
}
