import type { INodeProperties } from 'n8n-workflow';

import { loadPeople } from '../../src/desk/organisation/people';
import { departmentMeant } from '../../src/desk/organisation/sales-departments';
import type { Department } from '../../src/organisation/organisation';
import type { OperationItem } from './operation-item';

/** One department by its code; empty for all. */
export const departmentField: INodeProperties = {
	displayName: 'Department Name or ID',
	name: 'department',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getDepartments' },
	default: '',
	description: 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** The department that is chosen; undefined for all. @throws {InvalidInputError} for a code that none has */
export async function departmentOf(item: OperationItem, path = 'department'): Promise<Department | undefined> {
	const people = await (await item.workspace()).read(loadPeople);
	return departmentMeant(people, item.text(path));
}
