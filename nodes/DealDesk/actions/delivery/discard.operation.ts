import { discardDelivery } from '../../../../src/desk/operations/discard-delivery';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const discard: Operation = {
	value: 'discard',
	name: 'Discard',
	action: 'Discard a parked delivery',
	description: 'Give up on a parked delivery, with the reason in the journal',
	changes: true,
	properties: [
		{ displayName: 'Delivery ID', name: 'deliveryId', type: 'string', default: '', required: true },
		{ displayName: 'Reason', name: 'reason', type: 'string', default: '', required: true },
	],
	async execute(item) {
		return record(await discardDelivery(await item.workspace(), { deliveryId: item.id('deliveryId'), reason: item.text('reason') }, item.call()));
	},
};
