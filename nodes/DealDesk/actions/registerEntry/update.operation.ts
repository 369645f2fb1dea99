import { updateEntry } from '../../../../src/desk/registers/update-entry';
import { recordLocator } from '../../../shared/locators';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutEntry, entryField, entryIdOf, ownFields } from './register-entry-fields';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a register entry',
	description: 'Correct an entry by hand: only the fields added below change',
	changes: true,
	about: aboutEntry,
	properties: [
		...entryField,
		{
			displayName: 'Fields to Change',
			name: 'changes',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				recordLocator('company', { name: 'companyId', displayName: 'Client' }),
				recordLocator('deal', { name: 'dealId' }),
				{ displayName: 'Number', name: 'number', type: 'string', default: '' },
				ownFields,
				{ displayName: 'Reason', name: 'reason', type: 'string', default: '', description: 'Reason for the present status, given afterwards; it counts as a reaction' },
				{ displayName: 'Title', name: 'title', type: 'string', default: '' },
			],
		},
	],
	async execute(item) {
		const input = {
			entryId: entryIdOf(item),
			...(item.has('changes.title') && { title: item.text('changes.title') }),
			...(item.has('changes.number') && { number: item.maybeText('changes.number') }),
			...(item.has('changes.companyId') && { companyId: item.maybeId('changes.companyId') }),
			...(item.has('changes.dealId') && { dealId: item.maybeId('changes.dealId') }),
			...(item.has('changes.fields') && { fields: item.object('changes.fields') }),
			...(item.has('changes.reason') && { reason: item.text('changes.reason') }),
		};
		return effect(await updateEntry(await item.workspace(), input, item.call()), (entry) => ({ entryId: entry.id, subjectKind: 'entry', subjectId: entry.id, ...entry }));
	},
};
