import { correctPayment } from '../../../../src/desk/payments/correct-payment';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutPayment, amountOf, documentField, noteField, outcomeItem, payerField, paymentAmountField, paymentIdField, paymentIdOf, textsOf } from './payment-fields';

export const correct: Operation = {
	value: 'correct',
	name: 'Correct',
	action: 'Correct a payment',
	description: 'Correct a payment that was recorded wrongly: only the fields added below change. A closed month it stands in is restated.',
	changes: true,
	about: aboutPayment,
	properties: [
		paymentIdField,
		{
			displayName: 'Fields to Change',
			name: 'changes',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [paymentAmountField, documentField, noteField, { displayName: 'Paid At', name: 'paidAt', type: 'dateTime', default: '' }, payerField],
		},
	],
	async execute(item) {
		const kopecks = amountOf(item, 'changes.amount');
		const paidAt = item.maybeInstant('changes.paidAt');
		const input = { paymentId: paymentIdOf(item), ...(kopecks !== undefined && { kopecks }), ...(paidAt !== null && { paidAt }), ...textsOf(item, 'changes', ['document', 'payer', 'note']) };
		return effect(await correctPayment(await item.workspace(), input, item.call()), outcomeItem);
	},
};
