import { getLead } from '../../../../src/desk/leads/get-lead';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { leadField, leadIdOf, leadItem } from './lead-fields';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a lead',
	description: 'One lead with all its fields',
	changes: false,
	properties: leadField,
	async execute(item) {
		return record(leadItem(await getLead(await item.workspace(), leadIdOf(item))));
	},
};
