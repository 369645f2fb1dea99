import type { Letter } from '../../../../src/crm/notice';
import { listLetters } from '../../../../src/desk/notices/list-letters';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many letters',
	description: 'Letters to clients, newest first',
	changes: false,
	properties: [
		{ displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 500 }, default: 50, description: 'Max number of results to return' },
		{
			displayName: 'State',
			name: 'state',
			type: 'options',
			default: '',
			options: [
				{ name: 'Any', value: '' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'Requested', value: 'requested' },
				{ name: 'Sent', value: 'sent' },
				{ name: 'Unknown', value: 'unknown' },
			],
		},
	],
	async execute(item) {
		const state = item.text('state') as Letter['state'] | '';
		const { items } = await listLetters(await item.workspace(), { limit: item.number('limit'), ...(state && { state }) });
		return items.map((letter) => record({ letterId: letter.id, ...letter }));
	},
};
