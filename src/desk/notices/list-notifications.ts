import type { Notification } from '../../crm/notice';
import { notifications } from '../../store/notice-tables';
import { equals, pageOf } from '../../store/page';
import type { Page, PageRequest } from '../../store/page';
import type { SubjectRef } from '../../subject';
import { loadPeople } from '../organisation/people';
import { nameOf } from '../organisation/placement';
import type { Workspace } from '../workspace';

export interface NotificationFilter extends PageRequest {
	readonly recipientId?: number;
	readonly subject?: SubjectRef;
	readonly onlyUnread?: boolean;
}

export interface ListedNotification extends Notification {
	readonly recipientName: string;
}

/** Notices, newest first, a page at a time. */
export async function listNotifications(workspace: Workspace, filter: NotificationFilter = {}): Promise<Page<ListedNotification>> {
	return await workspace.read(async (query) => {
		const people = await loadPeople(query);
		const conditions = [
			...equals('recipient_id', filter.recipientId),
			...equals('subject_kind', filter.subject?.kind),
			...equals('subject_id', filter.subject?.id),
			...(filter.onlyUnread === true ? [{ sql: 'read_at is null', params: {} }] : []),
		];
		const page = await pageOf(query, notifications, conditions, filter);
		return { ...page, items: page.items.map((notice) => ({ ...notice, recipientName: nameOf(people, notice.recipientId) ?? '' })) };
	});
}
