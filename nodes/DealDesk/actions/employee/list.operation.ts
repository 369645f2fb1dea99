import { listEmployees } from '../../../../src/desk/organisation/list-employees';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many employees',
	description: 'Employees by name, with department, substitute and absence',
	changes: false,
	properties: [
		{ displayName: 'Only Active', name: 'onlyActive', type: 'boolean', default: true, description: 'Whether to leave out those who left the company' },
		{ displayName: 'Department Code', name: 'departmentCode', type: 'string', default: '', description: 'Empty means all departments' },
	],
	async execute(item) {
		const departmentCode = item.text('departmentCode');
		const found = await listEmployees(await item.workspace(), { onlyActive: item.flag('onlyActive'), ...(departmentCode && { departmentCode }) });
		return found.map((employee) => record({ employeeId: employee.id, ...employee }));
	},
};
