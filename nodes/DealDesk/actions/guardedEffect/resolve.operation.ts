import { InvalidInputError } from '../../../../src/errors';
import { resolveEffect } from '../../../../src/desk/operations/resolve-effect';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { onceKeyField } from './once-key-field';

const decisions = ['it_happened', 'repeat'] as const;

export const resolve: Operation = {
	value: 'resolve',
	name: 'Resolve',
	action: 'Decide about an effect with an unknown outcome',
	description: 'A person has looked and says whether it happened',
	changes: true,
	properties: [
		{ ...onceKeyField, default: '' },
		{
			displayName: 'Decision',
			name: 'decision',
			type: 'options',
			default: 'it_happened',
			options: [
				{ name: 'It Happened', value: 'it_happened', description: 'Do not do it again; the workflow goes on behind it' },
				{ name: 'Repeat', value: 'repeat', description: 'It did not happen; do it again' },
			],
		},
		{ displayName: 'Decided By', name: 'by', type: 'string', default: '', required: true },
		{ displayName: 'Note', name: 'note', type: 'string', default: '', required: true, description: 'What was found' },
	],
	async execute(item) {
		const decision = decisions.find((candidate) => candidate === item.text('decision'));
		if (!decision) throw new InvalidInputError([{ field: 'decision', reason: `"${item.text('decision')}" is not known; give one of ${decisions.join(', ')}` }]);
		return record(await resolveEffect(await item.workspace(), { key: item.text('onceKey'), decision, by: item.text('by'), note: item.text('note') }, item.call()));
	},
};
