import type { Task } from '../../../../src/crm/notice';
import { listTasks } from '../../../../src/desk/notices/list-tasks';
import { recordLocator } from '../../../shared/locators';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many tasks',
	description: 'Tasks, newest first',
	changes: false,
	properties: [
		{ displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 500 }, default: 50, description: 'Max number of results to return' },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				recordLocator('employee', { name: 'employeeId', description: 'Who does the task or takes part' }),
				{ displayName: 'Only Overdue', name: 'onlyOverdue', type: 'boolean', default: true, description: 'Whether to leave out tasks whose deadline has not passed' },
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					default: 'open',
					options: [
						{ name: 'Cancelled', value: 'cancelled' },
						{ name: 'Done', value: 'done' },
						{ name: 'Open', value: 'open' },
					],
				},
			],
		},
	],
	async execute(item) {
		const filter = {
			limit: item.number('limit'),
			...(item.has('filters.employeeId') && { employeeId: item.id('filters.employeeId') }),
			...(item.has('filters.status') && { status: item.text('filters.status') as Task['status'] }),
			...(item.has('filters.onlyOverdue') && { onlyOverdue: item.flag('filters.onlyOverdue') }),
		};
		const { items } = await listTasks(await item.workspace(), filter);
		return items.map((task) => record({ taskId: task.id, ...task }));
	},
};
