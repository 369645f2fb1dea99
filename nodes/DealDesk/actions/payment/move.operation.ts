import { movePayment } from '../../../../src/desk/payments/move-payment';
import { recordLocator } from '../../../shared/locators';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutPayment, paymentIdField, paymentIdOf, paymentItem, reasonField } from './payment-fields';

export const move: Operation = {
	value: 'move',
	name: 'Move to Another Deal',
	action: 'Move a payment to another deal',
	description: 'Put a payment on the deal it was meant for; both totals change, and closed months are restated',
	changes: true,
	about: aboutPayment,
	properties: [paymentIdField, recordLocator('deal', { name: 'toDealId', displayName: 'To Deal', required: true }), reasonField],
	async execute(item) {
		const reason = item.maybeText('reason');
		const input = { paymentId: paymentIdOf(item), toDealId: item.id('toDealId'), ...(reason !== null && { reason }) };
		return effect(await movePayment(await item.workspace(), input, item.call()), ({ payment, ...sums }) => ({ ...paymentItem(payment), ...sums }));
	},
};
