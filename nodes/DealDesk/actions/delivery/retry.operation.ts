import { retryDelivery } from '../../../../src/desk/operations/retry-delivery';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const retry: Operation = {
	value: 'retry',
	name: 'Retry',
	action: 'Retry a parked delivery',
	description: 'Deliver once more what was parked. What the earlier attempts did is not done twice.',
	changes: true,
	properties: [
		{ displayName: 'All Parked Deliveries', name: 'all', type: 'boolean', default: false, description: 'Whether to retry everything that is parked' },
		{ displayName: 'Delivery ID', name: 'deliveryId', type: 'string', default: '', displayOptions: { hide: { all: [true] } } },
	],
	async execute(item) {
		const input = item.flag('all') ? { all: true as const } : { deliveryId: item.id('deliveryId') };
		return record(await retryDelivery(await item.workspace(), input, item.call()));
	},
};
