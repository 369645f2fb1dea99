import { deletePayment } from '../../../../src/desk/payments/delete-payment';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutPayment, outcomeItem, paymentIdField, paymentIdOf, reasonField } from './payment-fields';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a payment',
	description: 'Take a payment out of all sums; it is kept with the reason, and a closed month it stands in is restated',
	changes: true,
	about: aboutPayment,
	properties: [paymentIdField, { ...reasonField, required: true }],
	async execute(item) {
		return effect(await deletePayment(await item.workspace(), { paymentId: paymentIdOf(item), reason: item.text('reason') }, item.call()), outcomeItem);
	},
};
