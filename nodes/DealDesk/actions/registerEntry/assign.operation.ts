import { assignEntry } from '../../../../src/desk/registers/assign-entry';
import { recordLocator } from '../../../shared/locators';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutEntry, entryField, entryIdOf } from './register-entry-fields';

export const assign: Operation = {
	value: 'assign',
	name: 'Assign',
	action: 'Assign a register entry to an employee',
	description: 'Give an entry to another responsible person; notices to come go to them',
	changes: true,
	about: aboutEntry,
	properties: [...entryField, recordLocator('employee', { name: 'responsibleId', displayName: 'Responsible', required: true })],
	async execute(item) {
		const input = { entryId: entryIdOf(item), responsibleId: item.id('responsibleId') };
		return effect(await assignEntry(await item.workspace(), input, item.call()), (entry) => ({ entryId: entry.id, subjectKind: 'entry', subjectId: entry.id, ...entry }));
	},
};
