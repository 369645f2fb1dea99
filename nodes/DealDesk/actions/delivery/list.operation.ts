import { listDeliveries } from '../../../../src/desk/operations/list-deliveries';
import type { DeliveryState } from '../../../../src/desk/operations/list-deliveries';
import { records } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many deliveries',
	description: 'What is parked, waiting or under way, with workflow, event and error',
	changes: false,
	properties: [
		{
			displayName: 'State',
			name: 'state',
			type: 'options',
			default: 'parked',
			options: [
				{ name: 'Done', value: 'done' },
				{ name: 'Parked', value: 'parked', description: 'All attempts failed; a person has to look' },
				{ name: 'Skipped', value: 'skipped', description: 'Its subject had moved on, or it was discarded' },
				{ name: 'Under Way', value: 'claimed' },
				{ name: 'Waiting', value: 'pending' },
			],
		},
		{ displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 500 }, default: 50, description: 'Max number of results to return' },
	],
	async execute(item) {
		const { items } = await listDeliveries(await item.workspace(), { states: [item.text('state') as DeliveryState], limit: item.number('limit') });
		return await records(items);
	},
};
