import { listConsumers as selectConsumers } from '../../journal/consumers';
import type { ConsumerStatus } from '../../journal/consumers';
import type { Workspace } from '../workspace';

/** A running n8n marks its triggers every few seconds; one that is silent for this long has nobody who runs it. */
export const NOT_SEEN_AFTER_MS = 600_000;

export interface ListedConsumer extends ConsumerStatus {
	/** False when no n8n has run the trigger for ten minutes: what happens meanwhile waits. */
	readonly isSeen: boolean;
}

/** The triggers of published workflows with what waits for them. Their times are on the lease clock, not the workspace's. */
export async function listConsumers(workspace: Workspace): Promise<ListedConsumer[]> {
	const now = await workspace.database.leaseClock();
	const consumers = await workspace.read(async (query) => await selectConsumers(query));
	return consumers.map((consumer) => ({ ...consumer, isSeen: now - consumer.seenAt <= NOT_SEEN_AFTER_MS }));
}
