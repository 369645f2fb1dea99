import { logContact as keepContact } from '../../../../src/desk/priority/log-contact';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutCompany, companyField, companyIdOf } from './company-fields';

export const logContact: Operation = {
	value: 'logContact',
	name: 'Log Contact',
	action: 'Log a contact with a company',
	description: 'A call, letter or meeting that took place: the priority monitor begins the gap anew',
	changes: true,
	about: aboutCompany,
	properties: [
		...companyField,
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			default: 'call',
			options: [
				{ name: 'Call', value: 'call' },
				{ name: 'Letter', value: 'letter' },
				{ name: 'Meeting', value: 'meeting' },
				{ name: 'Message', value: 'message' },
			],
		},
		{ displayName: 'At', name: 'at', type: 'dateTime', default: '', description: 'When it took place. Empty means now.' },
		{ displayName: 'Note', name: 'note', type: 'string', typeOptions: { rows: 2 }, default: '', description: 'What was talked about' },
	],
	async execute(item) {
		const input = { companyId: companyIdOf(item), at: await item.instantOrNow('at'), kind: item.text('kind'), note: item.maybeText('note') };
		return effect(await keepContact(await item.workspace(), input, item.call()), (answer) => ({ subjectKind: 'company', subjectId: answer.companyId, ...answer }));
	},
};
