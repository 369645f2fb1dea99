import type { Letter, Notification, Task, Why } from '../crm/notice';
import type { SubjectKind } from '../subject';
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
