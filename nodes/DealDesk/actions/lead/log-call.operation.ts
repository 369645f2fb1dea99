import { callOutcomes } from '../../../../src/crm/log-call';
import { logCall as log } from '../../../../src/desk/leads/log-call';
import { InvalidInputError } from '../../../../src/errors';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutLead, callAtField, leadField, leadIdOf } from './lead-fields';

export const logCall: Operation = {
	value: 'logCall',
	name: 'Log Call',
	action: 'Log a call to a lead',
	description: 'Note how a call ended. "Reached" counts as a reaction and stops the reminders, "no answer" enters its stage once more.',
	changes: true,
	about: aboutLead,
	properties: [
		...leadField,
		{
			displayName: 'Outcome',
			name: 'outcome',
			type: 'options',
			default: 'reached',
			options: [
				{ name: 'Call Later', value: 'call_later', description: 'A time was agreed' },
				{ name: 'No Answer', value: 'no_answer' },
				{ name: 'Reached', value: 'reached' },
			],
		},
		callAtField,
		{ displayName: 'Note', name: 'note', type: 'string', typeOptions: { rows: 2 }, default: '' },
	],
	async execute(item) {
		const outcome = callOutcomes.find((candidate) => candidate === item.text('outcome'));
		if (!outcome) throw new InvalidInputError([{ field: 'outcome', reason: `"${item.text('outcome')}" is not known; give one of ${callOutcomes.join(', ')}` }]);
		const callAt = await item.maybeInstantOf(item.subject('lead'), 'callAt');
		const input = { leadId: leadIdOf(item), outcome, note: item.text('note'), ...(callAt !== null && { callAt }) };
		return effect(await log(await item.workspace(), input, item.call()), (answer) => ({ subjectKind: 'lead', subjectId: answer.leadId, ...answer }));
	},
};
