import { changeEntryStatus } from '../../../../src/desk/registers/change-status';
import { inputFile, inputFileField, largestFileOption } from '../../../shared/input-file';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutEntry, entryField, entryIdOf, ownFields, registerField } from './register-entry-fields';

export const changeStatus: Operation = {
	value: 'changeStatus',
	name: 'Change Status',
	action: 'Change the status of a register entry',
	description: 'Move an entry to another status. What was pending for the old status is cancelled, the robots of the new one run.',
	changes: true,
	about: aboutEntry,
	properties: [
		...entryField,
		{ ...registerField, description: 'Only for the list of statuses below. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.' },
		{
			displayName: 'Status Name or ID',
			name: 'status',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getStatuses', loadOptionsDependsOn: ['register'] },
			default: '',
			required: true,
			description: 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
		{ displayName: 'Reason', name: 'reason', type: 'string', default: '', description: 'Why; some statuses demand it' },
		{ displayName: 'With File', name: 'withFile', type: 'boolean', default: false, description: 'Whether a file of the incoming item comes with the change' },
		{ ...inputFileField, displayOptions: { show: { withFile: [true] } } },
		ownFields,
	],
	options: [largestFileOption],
	async execute(item) {
		const file = item.flag('withFile') ? await inputFile(item) : undefined;
		const change = { entryId: entryIdOf(item), status: item.text('status'), reason: item.text('reason'), fields: item.object('fields'), ...(file && { file }) };
		return effect(await changeEntryStatus(await item.workspace(), change, item.call()), (entry) => ({ entryId: entry.id, subjectKind: 'entry', subjectId: entry.id, ...entry }));
	},
};
