import { cardPage } from '../../../../src/desk/pages/card-page';
import { InvalidInputError } from '../../../../src/errors';
import { subjectKinds } from '../../../../src/subject';
import type { Operation } from '../../../shared/resource';

export const card: Operation = {
	value: 'card',
	name: 'Card',
	action: 'Show the card of a record',
	description: 'A page with all that is known, pending and past of one record: where the links in notices lead',
	changes: false,
	properties: [
		{
			displayName: 'Record Type',
			name: 'kind',
			type: 'options',
			default: 'lead',
			options: [
				{ name: 'Company', value: 'company' },
				{ name: 'Deal', value: 'deal' },
				{ name: 'Lead', value: 'lead' },
				{ name: 'Register Entry', value: 'entry' },
			],
			description: 'What the record is',
		},
		{ displayName: 'Record ID', name: 'recordId', type: 'string', default: '', required: true },
	],
	async execute(item) {
		const kind = subjectKinds.find((candidate) => candidate === item.text('kind'));
		if (!kind) throw new InvalidInputError([{ field: 'kind', reason: `"${item.text('kind')}" is not a kind of record` }]);
		return { json: { html: await cardPage(await item.workspace(), { kind, id: item.id('recordId') }) } };
	},
};
