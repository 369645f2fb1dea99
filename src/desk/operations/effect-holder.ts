import { randomUUID } from 'node:crypto';

import type { Call } from '../../call';
import type { Queryable } from '../../store/database';

/** Tells this process from any other, also from the same one before a restart. */
const PROCESS = randomUUID().slice(0, 8);

/**
 * Who holds a reservation: this execution, in this attempt of its delivery, in this process. All three count, because n8n
 * gives a run that another worker takes over its old execution id. Null when it cannot be told; nothing equals it.
 */
export async function holderOf(query: Queryable, call: Call): Promise<string | null> {
	if (call.executionId === null) return null;
	const delivery = call.deliveryId === null ? undefined : await query.get('select attempt from deliveries where id = :id', { id: call.deliveryId });
	return `${call.executionId}/${Number(delivery?.attempt ?? 0)}/${PROCESS}`;
}
