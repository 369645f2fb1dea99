import { deskPage } from '../../../../src/desk/pages/desk-page';
import type { Operation } from '../../../shared/resource';

export const desk: Operation = {
	value: 'desk',
	name: 'Desk',
	action: 'Show the desk of an employee',
	description: 'A page with the open tasks, notices, contracts and leads of one employee, or of all',
	changes: false,
	properties: [{ displayName: 'Employee Email', name: 'email', type: 'string', default: '', placeholder: 'e.g. anna@example.com', description: 'Whose desk; empty shows everybody\'s' }],
	async execute(item) {
		return { json: { html: await deskPage(await item.workspace(), { email: item.text('email') }) } };
	},
};
