import { listEntries } from '../../../../src/desk/registers/list-entries';
import { recordLocator } from '../../../shared/locators';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { registerField } from './register-entry-fields';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many register entries',
	description: 'Entries of a register, newest first',
	changes: false,
	properties: [
		registerField,
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 500 },
			default: 50,
			description: 'Max number of results to return',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				recordLocator('company', { name: 'companyId', displayName: 'Client' }),
				recordLocator('deal', { name: 'dealId' }),
				recordLocator('employee', { name: 'responsibleId', displayName: 'Responsible' }),
				{ displayName: 'Search', name: 'search', type: 'string', default: '', description: 'Part of the number, the title or the client\'s name' },
				{
					displayName: 'Status Name or ID',
					name: 'status',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getStatuses', loadOptionsDependsOn: ['register'] },
					default: '',
					description: 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
			],
		},
	],
	async execute(item) {
		const filter = {
			register: item.text('register'),
			limit: item.number('limit'),
			...(item.text('filters.search') && { search: item.text('filters.search') }),
			...(item.text('filters.status') && { status: item.text('filters.status') }),
			...(item.has('filters.companyId') && { companyId: item.id('filters.companyId') }),
			...(item.has('filters.dealId') && { dealId: item.id('filters.dealId') }),
			...(item.has('filters.responsibleId') && { responsibleId: item.id('filters.responsibleId') }),
		};
		const { items } = await listEntries(await item.workspace(), filter);
		return items.map((entry) => record({ entryId: entry.id, subjectKind: 'entry', subjectId: entry.id, ...entry }));
	},
};
