import { attachEntryFile } from '../../../../src/desk/registers/attach-file';
import { inputFile, inputFileField, largestFileOption } from '../../../shared/input-file';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutEntry, entryField, entryIdOf } from './register-entry-fields';

export const attachFile: Operation = {
	value: 'attachFile',
	name: 'Attach File',
	action: 'Attach a file to a register entry',
	description: 'Keep a file with an entry. As the signed scan of a contract it starts the verification by the head.',
	changes: true,
	about: aboutEntry,
	properties: [
		...entryField,
		inputFileField,
		{ displayName: 'Is the Signed Scan', name: 'asScan', type: 'boolean', default: true, description: 'Whether this is the signed scan of a contract: the contract goes to "scan", and replacing the file starts the verification anew' },
	],
	options: [largestFileOption],
	async execute(item) {
		const input = { entryId: entryIdOf(item), file: await inputFile(item), asScan: item.flag('asScan') };
		return effect(await attachEntryFile(await item.workspace(), input, item.call()), ({ entry, ...rest }) => ({ entryId: entry.id, subjectKind: 'entry', subjectId: entry.id, ...rest, ...entry }));
	},
};
