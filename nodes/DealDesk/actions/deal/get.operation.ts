import { getDeal } from '../../../../src/desk/deals/get-deal';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { dealField, dealIdOf, dealItem } from './deal-fields';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a deal',
	description: 'One deal with all its fields',
	changes: false,
	properties: dealField,
	async execute(item) {
		return record(dealItem(await getDeal(await item.workspace(), dealIdOf(item))));
	},
};
