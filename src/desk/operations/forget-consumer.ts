import { systemCall } from '../../call';
import type { Call } from '../../call';
import { NotFoundError } from '../../errors';
import { forgetConsumer as removeConsumer } from '../../journal/consumers';
import type { Workspace } from '../workspace';

/**
 * Removes the trigger of a workflow that was deleted: no events are kept for it any more, and what waited for it is marked
 * as passed over. A workflow that is still active registers itself again.
 * @throws {NotFoundError}
 */
export async function forgetConsumer(workspace: Workspace, input: { readonly consumerId: string }, call: Call = systemCall('operator')): Promise<{ readonly consumerId: string }> {
	return await workspace.transaction(call, async (tx) => {
		const removed = await removeConsumer(tx, input.consumerId, tx.now);
		if (removed === 0) throw new NotFoundError('Consumer', input.consumerId);
		await tx.emit({ kind: 'WorkspaceChanged', scope: 'consumers', state: 'forgotten', subject: { kind: 'workspace', id: 1 }, data: { consumerId: input.consumerId } });
		return { consumerId: input.consumerId };
	});
}
