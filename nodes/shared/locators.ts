import type { INodeProperties } from 'n8n-workflow';

import type { PickableKind } from '../../src/desk/pickers/pick-record';

const titles: Readonly<Record<PickableKind, string>> = {
	company: 'Company',
	contact: 'Contact',
	deal: 'Deal',
	department: 'Department',
	employee: 'Employee',
	entry: 'Register Entry',
	lead: 'Lead',
	legalEntity: 'Legal Entity',
	task: 'Task',
};

/** The name of the list-search method for a kind (list-search.ts). */
export const searchMethod = (kind: PickableKind) => `search${titles[kind].replace(' ', '')}`;

/** A record chosen from a searchable list or by its id. */
export function recordLocator(kind: PickableKind, overrides: Pick<INodeProperties, 'name'> & Partial<INodeProperties>): INodeProperties {
	return {
		displayName: titles[kind],
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchListMethod: searchMethod(kind), searchable: true } },
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 12',
				validation: [{ type: 'regex', properties: { regex: '^\\s*\\d+\\s*$', errorMessage: 'An ID is a whole number' } }],
			},
		],
		...overrides,
	};
}
