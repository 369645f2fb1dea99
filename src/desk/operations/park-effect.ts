import { eventColumns, rowToEvent } from '../../journal/append-events';
import { markUnknown } from '../../journal/effects';
import type { Effect } from '../../journal/effects';
import type { SubjectRef } from '../../subject';
import type { DeskTransaction } from '../workspace';

/** What the run of an effect was about; the workspace when no delivery started it. */
export async function subjectOfEffect(tx: DeskTransaction, effect: Pick<Effect, 'deliveryId'>): Promise<SubjectRef> {
	const row = effect.deliveryId === null ? undefined : await tx.get(`select ${eventColumns} from deliveries d join events e on e.id = d.event_id where d.id = :id`, { id: effect.deliveryId });
	return row ? rowToEvent(row).subject : { kind: 'workspace', id: 1 };
}

/** The flat facts of an effect for events and lists. */
export function effectFacts(effect: Effect): Record<string, string | number | null> {
	const { cause } = effect;
	return {
		key: effect.key,
		kind: effect.kind,
		workflow: cause.workflow?.name ?? null,
		node: cause.node?.name ?? null,
		executionId: cause.executionId ?? null,
		deliveryId: effect.deliveryId,
		reservedAt: effect.at,
	};
}

/**
 * Hands an effect with unknown outcome over to a person, with the event that tells them. The caller holds the row, found
 * as `reserved`: so the event is written once.
 */
export async function parkEffect(tx: DeskTransaction, effect: Effect, note: string): Promise<void> {
	await markUnknown(tx, effect.key, note);
	await tx.emit({ kind: 'EffectParked', scope: effect.kind, subject: await subjectOfEffect(tx, effect), data: { ...effectFacts(effect), note } });
}
