import { listPayments } from '../../../../src/desk/payments/list-payments';
import { recordLocator } from '../../../shared/locators';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { paymentItem } from './payment-fields';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many payments',
	description: 'Payments, oldest first',
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
				{ displayName: 'After Payment ID', name: 'afterId', type: 'number', default: 0, description: 'The last one of the page before' },
				recordLocator('deal', { name: 'dealId' }),
				{ displayName: 'Paid After', name: 'paidAfter', type: 'dateTime', default: '', description: 'Payments at this very instant are left out' },
				{ displayName: 'Paid up To', name: 'paidUpTo', type: 'dateTime', default: '', description: 'Payments at this very instant are in' },
				{ displayName: 'With Deleted', name: 'withDeleted', type: 'boolean', default: false, description: 'Whether to list deleted payments as well' },
			],
		},
	],
	async execute(item) {
		const [dealId, afterId] = [item.maybeId('filters.dealId'), item.maybeNumber('filters.afterId')];
		const [paidAfter, paidUpTo] = [item.maybeInstant('filters.paidAfter'), item.maybeInstant('filters.paidUpTo')];
		const payments = await listPayments(await item.workspace(), {
			limit: item.number('limit'),
			withDeleted: item.flag('filters.withDeleted'),
			...(dealId !== null && { dealId }),
			...(afterId !== null && { afterId }),
			...(paidAfter !== null && { paidAfter }),
			...(paidUpTo !== null && { paidUpTo }),
		});
		return payments.map((payment) => record(paymentItem(payment)));
	},
};
