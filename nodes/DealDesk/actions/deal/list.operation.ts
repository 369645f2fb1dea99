import { listDeals } from '../../../../src/desk/deals/list-deals';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { dealItem, dealPipelineField, dealStageField } from './deal-fields';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many deals',
	description: 'Deals, newest first',
	changes: false,
	properties: [
		{ displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 500 }, default: 50, description: 'Max number of results to return' },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{ ...dealPipelineField, default: '', required: false },
				{ displayName: 'Search', name: 'search', type: 'string', default: '' },
				{ ...dealStageField, required: false },
			],
		},
	],
	async execute(item) {
		const filter = {
			limit: item.number('limit'),
			...(item.text('filters.search') && { search: item.text('filters.search') }),
			...(item.text('filters.pipeline') && { pipeline: item.text('filters.pipeline') }),
			...(item.text('filters.stage') && { stage: item.text('filters.stage') }),
		};
		const { items } = await listDeals(await item.workspace(), filter);
		return items.map((deal) => record(dealItem(deal)));
	},
};
