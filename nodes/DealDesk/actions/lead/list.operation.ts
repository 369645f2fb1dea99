import { listLeads } from '../../../../src/desk/leads/list-leads';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { leadItem, leadStageField } from './lead-fields';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many leads',
	description: 'Leads, newest first',
	changes: false,
	properties: [
		{ displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 500 }, default: 50, description: 'Max number of results to return' },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [{ displayName: 'Search', name: 'search', type: 'string', default: '', description: 'Part of the title, the phone or the email, or an ID' }, { ...leadStageField, required: false }],
		},
	],
	async execute(item) {
		const filter = { limit: item.number('limit'), ...(item.text('filters.search') && { search: item.text('filters.search') }), ...(item.text('filters.stage') && { stage: item.text('filters.stage') }) };
		const { items } = await listLeads(await item.workspace(), filter);
		return items.map((lead) => record(leadItem(lead)));
	},
};
