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

const noticeColumns = { recipient_id: 'bigint', text: 'text', link: 'text', subject_kind: 'text', subject_id: 'bigint', why_json: 'text', created_at: 'bigint', read_at: 'bigint' } as const;

/** Inserts many notices. Answers their ids in the order given. */
export async function insertNotifications(tx: Pick<SqlTransaction, 'insertRows'>, notices: ReadonlyArray<Omit<Notification, 'id'>>): Promise<number[]> {
	return await tx.insertRows({
		table: 'notifications',
		columns: noticeColumns,
		rows: notices.map((notice) => ({
			recipient_id: notice.recipientId,
			text: notice.text,
			link: notice.link,
			subject_kind: notice.subjectKind,
			subject_id: notice.subjectId,
			why_json: JSON.stringify(notice.why),
			created_at: notice.createdAt,
			read_at: notice.readAt,
		})),
	});
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
