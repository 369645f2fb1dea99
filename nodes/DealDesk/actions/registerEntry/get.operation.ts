import { getEntry } from '../../../../src/desk/registers/get-entry';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { entryField, entryIdOf } from './register-entry-fields';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a register entry',
	description: 'One entry with its history, its files and the statuses that may follow',
	changes: false,
	properties: entryField,
	async execute(item) {
		const entry = await getEntry(await item.workspace(), entryIdOf(item));
		return record({ entryId: entry.id, subjectKind: 'entry', subjectId: entry.id, ...entry });
	},
};
