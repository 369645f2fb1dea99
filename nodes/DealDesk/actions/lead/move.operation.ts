import { moveLead } from '../../../../src/desk/leads/move-lead';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutLead, callAtField, leadField, leadIdOf, leadStageField, ownFields, leadItem } from './lead-fields';

export const move: Operation = {
	value: 'move',
	name: 'Move',
	action: 'Move a lead to a stage',
	description: 'Enter another stage, or the same one again. What was pending for the old stay is cancelled, the robot of the new one runs.',
	changes: true,
	about: aboutLead,
	properties: [...leadField, leadStageField, { displayName: 'Reason', name: 'reason', type: 'string', default: '', description: 'Why; a lost stage demands it' }, callAtField, ownFields],
	async execute(item) {
		const callAt = await item.maybeInstantOf(item.subject('lead'), 'callAt');
		const input = { leadId: leadIdOf(item), stage: item.text('stage'), reason: item.text('reason'), fields: item.object('fields'), ...(callAt !== null && { callAt }) };
		return effect(await moveLead(await item.workspace(), input, item.call()), leadItem);
	},
};
