import type { Task } from '../../../../src/crm/notice';
import { createTask } from '../../../../src/desk/notices/create-task';
import { effect } from '../../../shared/output';
import { recipientFields, recipientOf } from '../../../shared/recipient-fields';
import type { Operation } from '../../../shared/resource';
import { aboutSubject, anySubjectFields } from '../../../shared/subject-of';
import { dueInFields, dueInOf } from '../../../shared/wait-fields';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a task',
	description: 'Give somebody a task about a record, with the head joined if wanted',
	changes: true,
	about: aboutSubject(),
	properties: [
		...anySubjectFields(),
		...recipientFields('Who does the task'),
		{ displayName: 'Join the Head', name: 'joinHead', type: 'boolean', default: false, description: 'Whether the head of the department takes part' },
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			default: 'ordinary',
			options: [
				{ name: 'Escalation', value: 'escalation', description: 'Nobody reacted to a notice' },
				{ name: 'Ordinary', value: 'ordinary' },
				{ name: 'Verification', value: 'verification', description: 'Somebody checks the file attached now' },
			],
		},
		{ displayName: 'Title', name: 'title', type: 'string', default: '', required: true, placeholder: 'e.g. {subject}: {note}', description: 'Words in single braces are facts of the record, as in a notification' },
		{ displayName: 'Body', name: 'body', type: 'string', typeOptions: { rows: 3 }, default: '' },
		...dueInFields,
		{ displayName: "With the Record's File", name: 'withSubjectFile', type: 'boolean', default: false, description: 'Whether the task is about the very file attached now; its hash is kept with the task' },
		{ displayName: 'Close When the Record Moves On', name: 'boundToStatus', type: 'boolean', default: true, description: 'Whether the task is cancelled, visibly, once the record leaves its stage or status' },
	],
	async execute(item) {
		const dueIn = dueInOf(item);
		const input = {
			subject: item.subject(),
			...recipientOf(item),
			kind: item.text('kind') as Task['kind'],
			joinHead: item.flag('joinHead'),
			title: item.text('title'),
			body: item.text('body'),
			withSubjectFile: item.flag('withSubjectFile'),
			boundToStatus: item.flag('boundToStatus'),
			...(dueIn && { dueIn }),
		};
		return effect(await createTask(await item.workspace(), input, item.call()), ({ subject, ...task }) => ({ ...task, subjectKind: subject.kind, subjectId: subject.id, subjectTitle: subject.title }));
	},
};
