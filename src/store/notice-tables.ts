import type { Letter, Notification, Task, Why } from '../crm/notice';
import type { SubjectKind } from '../subject';
import type { SqlTransaction } from './database';
import { integer, json, maybeInteger, maybeOneOf, maybeText, oneOf, Table, text } from './table';

export const notifications = new Table<Notification>('notifications', 'Notification', {
	id: integer('id'),
	recipientId: integer('recipient_id'),
	text: text('text'),
	link: maybeText('link'),
	subjectKind: maybeOneOf<SubjectKind>('subject_kind'),
	subjectId: maybeInteger('subject_id'),
	why: json<Why>('why_json'),
	createdAt: integer('created_at'),
	readAt: maybeInteger('read_at'),
});

/** Inserts notices with one statement, however many. Answers their ids in the order given. */
export async function insertNotifications(tx: SqlTransaction, notices: ReadonlyArray<Omit<Notification, 'id'>>): Promise<number[]> {
	if (notices.length === 0) return [];
	const rows = await tx.all(
		`insert into notifications (recipient_id, text, link, subject_kind, subject_id, why_json, created_at, read_at)
			select cast(r.value ->> 'recipientId' as bigint), r.value ->> 'text', r.value ->> 'link', r.value ->> 'subjectKind', cast(r.value ->> 'subjectId' as bigint),
				r.value ->> 'why', cast(r.value ->> 'createdAt' as bigint), cast(r.value ->> 'readAt' as bigint)
			from ${tx.jsonRows('notices')} order by cast(r.value ->> 'place' as integer) returning id`,
		{ notices: JSON.stringify(notices.map((notice, place) => ({ ...notice, why: JSON.stringify(notice.why), place }))) },
	);
	// Ids are given out in the order of the insertion; the order in which they are told is not promised.
	return rows.map(({ id }) => Number(id)).sort((left, right) => left - right);
}

export const tasks = new Table<Task>('tasks', 'Task', {
	id: integer('id'),
	kind: oneOf<Task['kind']>('kind'),
	title: text('title'),
	body: text('body'),
	assigneeId: integer('assignee_id'),
	participantIds: json<readonly number[]>('participants_json'),
	subjectKind: maybeOneOf<SubjectKind>('subject_kind'),
	subjectId: maybeInteger('subject_id'),
	subjectCycle: maybeInteger('subject_cycle'),
	status: oneOf<Task['status']>('status'),
	dueAt: maybeInteger('due_at'),
	fileId: maybeInteger('file_id'),
	fileHash: maybeText('file_hash'),
	why: json<Why>('why_json'),
	createdAt: integer('created_at'),
	closedAt: maybeInteger('closed_at'),
	closedBy: maybeText('closed_by'),
	closeNote: maybeText('close_note'),
});

export const letters = new Table<Letter>('letters', 'Letter', {
	id: integer('id'),
	toAddress: text('to_address'),
	subject: text('subject'),
	body: text('body'),
	purpose: oneOf<Letter['purpose']>('purpose'),
	state: oneOf<Letter['state']>('state'),
	subjectKind: maybeOneOf<SubjectKind>('subject_kind'),
	subjectId: maybeInteger('subject_id'),
	fileId: maybeInteger('file_id'),
	why: json<Why>('why_json'),
	createdAt: integer('created_at'),
	settledAt: maybeInteger('settled_at'),
	note: maybeText('note'),
});
