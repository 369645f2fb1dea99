import type { SaveDepartment } from '../../../../src/desk/organisation/save-department';
import { saveDepartment } from '../../../../src/desk/organisation/save-department';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const save: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a department',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	changes: true,
	properties: [
		{ displayName: 'Code', name: 'code', type: 'string', default: '', required: true, placeholder: 'e.g. nsk', description: 'Short name that never changes' },
		{
			displayName: 'Fields',
			name: 'changes',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{ displayName: 'Days Off', name: 'extraDaysOff', type: 'string', default: '', placeholder: 'e.g. 2026-08-30, 2026-11-06', description: 'Comma-separated list of days this department rests besides the production calendar' },
				{ displayName: 'Department Above', name: 'parentCode', type: 'string', default: '', description: 'Code of the department one level up; empty means none' },
				{ displayName: 'Head Email', name: 'headEmail', type: 'string', default: '', placeholder: 'e.g. head@example.com', description: 'Empty means none' },
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{ displayName: 'Time Zone', name: 'zone', type: 'string', default: 'Europe/Moscow', placeholder: 'e.g. Asia/Novosibirsk' },
				{ displayName: 'Weekly Hours (JSON)', name: 'weeklyHours', type: 'json', default: '{}', description: 'Spans by day, 1 is Monday, e.g. {"1": [{"from": "09:00", "to": "18:00"}], …, "6": [], "7": []}' },
			],
		},
	],
	async execute(item) {
		const input: SaveDepartment = {
			code: item.text('code'),
			...(item.has('changes.name') && { name: item.text('changes.name') }),
			...(item.has('changes.zone') && { zone: item.text('changes.zone') }),
			...(item.has('changes.headEmail') && { headEmail: item.maybeText('changes.headEmail') }),
			...(item.has('changes.parentCode') && { parentCode: item.maybeText('changes.parentCode') }),
			...(item.has('changes.extraDaysOff') && { extraDaysOff: item.text('changes.extraDaysOff').split(',').map((day) => day.trim()).filter((day) => day !== '') }),
			// The use case checks each day and span and names what does not fit.
			...(item.has('changes.weeklyHours') && { weeklyHours: item.object('changes.weeklyHours') as unknown as SaveDepartment['weeklyHours'] }),
		};
		return effect(await saveDepartment(await item.workspace(), input, item.call()), ({ department, ...rest }) => ({ departmentId: department.id, ...rest, ...department }));
	},
};
