import type { Effect } from '../../journal/effects';

export type ReservationDecision =
	/** It has not happened: act now. */
	| 'act'
	/** It happened: go on without acting. */
	| 'already_done'
	/** Somebody else reserved and never said what came of it: from now on a person decides. */
	| 'park'
	/** A person has been asked already. */
	| 'needs_person';

/**
 * What a run may do that finds its effect reserved or settled before (R-CORE-2). Only the holder itself, the very same run
 * whose node n8n repeats before anything behind the gate ran, may act on its own reservation.
 * @param holder see effect-holder.ts; null is nobody's
 */
export function decideReservation(found: Pick<Effect, 'state' | 'reservedBy'>, holder: string | null): ReservationDecision {
	if (found.state === 'done') return 'already_done';
	if (found.state === 'unknown') return 'needs_person';
	return holder !== null && found.reservedBy === holder ? 'act' : 'park';
}
