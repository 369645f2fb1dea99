import type { SaveEmployee } from '../../../../src/desk/organisation/save-employee';
import { saveEmployee } from '../../../../src/desk/organisation/save-employee';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const save: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update an employee',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	changes: true,
	properties: [
		{ displayName: 'Email', name: 'email', type: 'string', default: '', required: true, placeholder: 'e.g. anna@example.com' },
		{
			displayName: 'Fields',
			name: 'changes',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{ displayName: 'Active', name: 'active', type: 'boolean', default: true, description: 'Whether the person works here; what belongs to one who left goes to the substitute or the head' },
				{ displayName: 'Department Code', name: 'departmentCode', type: 'string', default: '' },
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{
					displayName: 'Role',
					name: 'role',
					type: 'options',
					default: 'manager',
					options: [
						{ name: 'Head', value: 'head' },
						{ name: 'Manager', value: 'manager' },
					],
				},
				{ displayName: 'Substitute Email', name: 'substituteEmail', type: 'string', default: '', description: 'Who stands in while this person is away; empty means nobody' },
				{ displayName: 'Time Zone', name: 'zone', type: 'string', default: '', placeholder: 'e.g. Asia/Novosibirsk', description: 'Own zone, when the person works elsewhere than the department; empty means the department\'s' },
			],
		},
	],
	async execute(item) {
		const input: SaveEmployee = {
			email: item.text('email'),
			...(item.has('changes.name') && { name: item.text('changes.name') }),
			...(item.has('changes.role') && { role: item.text('changes.role') as SaveEmployee['role'] }),
			...(item.has('changes.departmentCode') && { departmentCode: item.text('changes.departmentCode') }),
			...(item.has('changes.zone') && { zone: item.maybeText('changes.zone') }),
			...(item.has('changes.substituteEmail') && { substituteEmail: item.maybeText('changes.substituteEmail') }),
			...(item.has('changes.active') && { active: item.flag('changes.active') }),
		};
		return effect(await saveEmployee(await item.workspace(), input, item.call()), ({ employee, ...rest }) => ({ employeeId: employee.id, ...rest, ...employee }));
	},
};
