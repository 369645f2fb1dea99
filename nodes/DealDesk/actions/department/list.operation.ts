import { listDepartments } from '../../../../src/desk/organisation/list-departments';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many departments',
	description: 'All departments with head, zone and hours',
	changes: false,
	properties: [],
	async execute(item) {
		return (await listDepartments(await item.workspace())).map((department) => record({ departmentId: department.id, ...department }));
	},
};
