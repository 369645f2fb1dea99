import { getTask } from '../../../../src/desk/notices/get-task';
import { recordLocator } from '../../../shared/locators';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a task',
	description: 'One task with its people and why it exists',
	changes: false,
	properties: [recordLocator('task', { name: 'taskId', required: true })],
	async execute(item) {
		const task = await getTask(await item.workspace(), item.id('taskId'));
		return record({ taskId: task.id, ...task });
	},
};
