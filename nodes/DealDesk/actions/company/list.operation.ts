import type { Priority } from '../../../../src/crm/company';
import { listCompanies } from '../../../../src/desk/companies/list-companies';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { companyItem, priorityField } from './company-fields';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many companies',
	description: 'Companies, newest first',
	changes: false,
	properties: [
		{ displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 500 }, default: 50, description: 'Max number of results to return' },
		{ displayName: 'Filters', name: 'filters', type: 'collection', placeholder: 'Add Filter', default: {}, options: [priorityField, { displayName: 'Search', name: 'search', type: 'string', default: '', description: 'Part of the name or the INN' }] },
	],
	async execute(item) {
		const priority = item.text('filters.priority') as Priority | '';
		const filter = { limit: item.number('limit'), ...(item.text('filters.search') && { search: item.text('filters.search') }), ...(priority && { priority }) };
		const { items } = await listCompanies(await item.workspace(), filter);
		return items.map((company) => record(companyItem(company)));
	},
};
