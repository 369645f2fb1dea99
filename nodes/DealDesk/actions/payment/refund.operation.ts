import { refundPayment } from '../../../../src/desk/payments/refund-payment';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutPayment, amountOf, documentField, noteField, outcomeItem, paymentAmountField, paymentIdField, paymentIdOf, textsOf } from './payment-fields';

export const refund: Operation = {
	value: 'refund',
	name: 'Refund',
	action: 'Give a payment back',
	description: 'Give money back, wholly or in part: a negative payment on the same deal',
	changes: true,
	about: aboutPayment,
	properties: [
		paymentIdField,
		{ ...paymentAmountField, description: 'Without a minus sign. 0 gives back all that is left of the payment.' },
		{ displayName: 'Paid At', name: 'paidAt', type: 'dateTime', default: '', description: 'When the money went back. Empty means now.' },
		{ displayName: 'Details', name: 'details', type: 'collection', placeholder: 'Add Detail', default: {}, options: [documentField, noteField] },
	],
	async execute(item) {
		const kopecks = amountOf(item, 'amount') ?? 0;
		const input = { paymentId: paymentIdOf(item), paidAt: await item.instantOrNow('paidAt'), ...(kopecks !== 0 && { kopecks }), ...textsOf(item, 'details', ['document', 'note']) };
		return effect(await refundPayment(await item.workspace(), input, item.call()), outcomeItem);
	},
};
