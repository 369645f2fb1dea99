import { createEntry } from '../../../../src/desk/registers/create-entry';
import { recordLocator } from '../../../shared/locators';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { ownFields, registerField } from './register-entry-fields';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a register entry',
	description: 'File an entry in a register by hand',
	changes: true,
	properties: [
		registerField,
		{ displayName: 'Title', name: 'title', type: 'string', default: '', required: true, description: 'What the entry is about' },
		{ displayName: 'Number', name: 'number', type: 'string', default: '', description: 'Number of the document; a number is never used twice in a register' },
		recordLocator('deal', { name: 'dealId', description: 'Client, legal entity and responsible person are taken from the deal' }),
		recordLocator('company', { name: 'companyId', displayName: 'Client' }),
		recordLocator('employee', { name: 'responsibleId', displayName: 'Responsible' }),
		ownFields,
	],
	async execute(item) {
		const input = {
			register: item.text('register'),
			title: item.text('title'),
			number: item.maybeText('number'),
			dealId: item.maybeId('dealId'),
			companyId: item.maybeId('companyId'),
			responsibleId: item.maybeId('responsibleId'),
			fields: item.object('fields'),
		};
		return effect(await createEntry(await item.workspace(), input, item.call()), (entry) => ({ entryId: entry.id, subjectKind: 'entry', subjectId: entry.id, ...entry }));
	},
};
