import { listContacts } from '../../../../src/desk/contacts/list-contacts';
import { recordLocator } from '../../../shared/locators';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contacts',
	description: 'Contacts, newest first',
	changes: false,
	properties: [
		{ displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 500 }, default: 50, description: 'Max number of results to return' },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [recordLocator('company', { name: 'companyId' }), { displayName: 'Search', name: 'search', type: 'string', default: '', description: 'Part of the name, the phone or the email' }],
		},
	],
	async execute(item) {
		const filter = { limit: item.number('limit'), ...(item.text('filters.search') && { search: item.text('filters.search') }), ...(item.has('filters.companyId') && { companyId: item.id('filters.companyId') }) };
		const { items } = await listContacts(await item.workspace(), filter);
		return items.map((contact) => record({ contactId: contact.id, subjectKind: 'contact', subjectId: contact.id, ...contact }));
	},
};
