import type { Call } from '../../call';
import type { Notification } from '../../crm/notice';
import { notifications } from '../../store/notice-tables';
import type { EffectOutcome, Workspace } from '../workspace';

/**
 * Keeps when a notice was first opened. Opening is not a reaction (R-REG-5): no escalation stops, no event is written.
 * @throws {NotFoundError}
 */
export async function markRead(workspace: Workspace, input: { readonly notificationId: number }, call: Call): Promise<EffectOutcome<Notification>> {
	return await workspace.effect(call, 'notification read', async (tx) => {
		const notice = await notifications.lock(tx, input.notificationId);
		if (notice.readAt !== null) return notice;
		await notifications.update(tx, notice.id, { readAt: tx.now });
		return { ...notice, readAt: tx.now };
	});
}
