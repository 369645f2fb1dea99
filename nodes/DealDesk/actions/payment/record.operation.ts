import { recordPayment } from '../../../../src/desk/payments/record-payment';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutDeal, dealField, dealIdOf } from '../deal/deal-fields';
import { amountOf, documentField, noteField, outcomeItem, payerField, paymentAmountField, textsOf } from './payment-fields';

const texts = ['document', 'payer', 'payerInn', 'note', 'externalKey'];

export const record: Operation = {
	value: 'record',
	name: 'Record',
	action: 'Record a payment on a deal',
	description: 'Put money that came on a deal; its paid sum is recomputed, and the head hears of it',
	changes: true,
	about: aboutDeal,
	properties: [
		...dealField,
		{ ...paymentAmountField, required: true, description: 'Kept to the kopeck; negative for money given back' },
		{ displayName: 'Paid At', name: 'paidAt', type: 'dateTime', default: '', description: 'When the money came, which decides the month of the report. Empty means now.' },
		{
			displayName: 'Details',
			name: 'details',
			type: 'collection',
			placeholder: 'Add Detail',
			default: {},
			options: [documentField, { displayName: 'External Key', name: 'externalKey', type: 'string', default: '', description: "The sender's own ID of this payment; a second one with it changes nothing" }, noteField, payerField, { displayName: 'Payer INN', name: 'payerInn', type: 'string', default: '' }],
		},
	],
	async execute(item) {
		const input = { dealId: dealIdOf(item), kopecks: amountOf(item, 'amount') ?? 0, paidAt: await item.instantOrNow('paidAt'), ...textsOf(item, 'details', texts) };
		return effect(await recordPayment(await item.workspace(), input, item.call()), outcomeItem);
	},
};
