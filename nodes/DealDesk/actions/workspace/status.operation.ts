import { workspaceStatus } from '../../../../src/desk/operations/workspace-status';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const status: Operation = {
	value: 'status',
	name: 'Get Status',
	action: 'Get the state of the workspace',
	description: 'Counts, what is due, parked or unheard, workflows that have not been seen, warnings of the calendar',
	changes: false,
	properties: [],
	async execute(item) {
		return record(await workspaceStatus(await item.workspace()));
	},
};
