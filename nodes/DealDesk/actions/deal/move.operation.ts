import { moveDeal } from '../../../../src/desk/deals/move-deal';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutDeal, dealField, dealIdOf, dealItem, dealPipelineField, dealStageField } from './deal-fields';

export const move: Operation = {
	value: 'move',
	name: 'Move',
	action: 'Move a deal to a stage',
	description: 'Enter another stage of its pipeline. What was pending for the old stay is cancelled.',
	changes: true,
	about: aboutDeal,
	properties: [
		...dealField,
		{ ...dealPipelineField, description: 'Only for the list of stages below. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.' },
		dealStageField,
		{ displayName: 'Reason', name: 'reason', type: 'string', default: '' },
	],
	async execute(item) {
		return effect(await moveDeal(await item.workspace(), { dealId: dealIdOf(item), stage: item.text('stage'), reason: item.text('reason') }, item.call()), dealItem);
	},
};
