import { leadHistory } from '../../../../src/desk/leads/lead-history';
import { records } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { leadField, leadIdOf } from './lead-fields';

export const history: Operation = {
	value: 'history',
	name: 'Get History',
	action: 'Get the stage history of a lead',
	description: 'Which stages the lead went through, with who and when',
	changes: false,
	properties: leadField,
	async execute(item) {
		return await records(await leadHistory(await item.workspace(), leadIdOf(item)));
	},
};
