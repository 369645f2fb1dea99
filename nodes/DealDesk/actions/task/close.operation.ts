import { closeTask } from '../../../../src/desk/notices/close-task';
import { recordLocator } from '../../../shared/locators';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const close: Operation = {
	value: 'close',
	name: 'Close',
	action: 'Close a task',
	description: 'The task is done. It counts as a reaction: what was pending for its record stops.',
	changes: true,
	about: (item) => `task ${item.id('taskId')}`,
	properties: [
		recordLocator('task', { name: 'taskId', required: true }),
		{ displayName: 'Closed By', name: 'by', type: 'string', default: '', required: true, description: 'Name of the person who did it' },
		{ displayName: 'Note', name: 'note', type: 'string', typeOptions: { rows: 2 }, default: '', description: 'What was done' },
	],
	async execute(item) {
		const input = { taskId: item.id('taskId'), by: item.text('by'), note: item.text('note') };
		return effect(await closeTask(await item.workspace(), input, item.call()), ({ task, ...rest }) => ({ taskId: task.id, ...rest, ...task }));
	},
};
