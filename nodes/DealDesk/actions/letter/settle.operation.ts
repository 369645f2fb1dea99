import { settleLetter } from '../../../../src/desk/notices/settle-letter';
import type { SettleLetter } from '../../../../src/desk/notices/settle-letter';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const settle: Operation = {
	value: 'settle',
	name: 'Settle',
	action: 'Note what became of a letter',
	description: 'Keep with the letter whether it was sent',
	changes: true,
	about: (item) => `letter ${item.text('letterId')}`,
	properties: [
		{ displayName: 'Letter ID', name: 'letterId', type: 'string', default: '', required: true },
		{
			displayName: 'State',
			name: 'state',
			type: 'options',
			default: 'sent',
			options: [
				{ name: 'Failed', value: 'failed', description: 'It certainly was not sent' },
				{ name: 'Sent', value: 'sent' },
				{ name: 'Unknown', value: 'unknown', description: 'Nobody can tell whether it was sent' },
			],
		},
		{ displayName: 'Note', name: 'note', type: 'string', default: '' },
	],
	async execute(item) {
		const input = { letterId: item.id('letterId'), state: item.text('state') as SettleLetter['state'], note: item.text('note') };
		return effect(await settleLetter(await item.workspace(), input, item.call()), ({ letter, ...rest }) => ({ letterId: letter.id, ...rest, ...letter }));
	},
};
