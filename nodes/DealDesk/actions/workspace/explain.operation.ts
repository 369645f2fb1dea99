import { explain as answer, explainableKinds } from '../../../../src/desk/explain/explain';
import { InvalidInputError } from '../../../../src/errors';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const explain: Operation = {
	value: 'explain',
	name: 'Explain',
	action: 'Explain why something exists',
	description: 'Why a notice, task, letter or record is there: rule, workflow and node, facts that were read, calendar, due and fired times',
	changes: false,
	properties: [
		{
			displayName: 'What',
			name: 'kind',
			type: 'options',
			default: 'notification',
			options: [
				{ name: 'Company', value: 'company' },
				{ name: 'Deal', value: 'deal' },
				{ name: 'Escalation', value: 'escalation' },
				{ name: 'Lead', value: 'lead' },
				{ name: 'Letter', value: 'letter' },
				{ name: 'Notification', value: 'notification' },
				{ name: 'Register Entry', value: 'entry' },
				{ name: 'Task', value: 'task' },
			],
		},
		{ displayName: 'ID', name: 'recordId', type: 'string', default: '', required: true },
	],
	async execute(item) {
		const kind = explainableKinds.find((candidate) => candidate === item.text('kind'));
		if (!kind) throw new InvalidInputError([{ field: 'kind', reason: `"${item.text('kind')}" cannot be explained; give one of ${explainableKinds.join(', ')}` }]);
		return record(await answer(await item.workspace(), { kind, id: item.id('recordId') }));
	},
};
