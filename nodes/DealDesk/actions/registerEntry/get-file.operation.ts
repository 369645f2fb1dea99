import { getEntry } from '../../../../src/desk/registers/get-entry';
import { getFile as load } from '../../../../src/desk/files/get-file';
import { ConflictError } from '../../../../src/errors';
import type { Operation } from '../../../shared/resource';
import { entryField, entryIdOf } from './register-entry-fields';

export const getFile: Operation = {
	value: 'getFile',
	name: 'Get File',
	action: 'Get the file of a register entry',
	description: 'The file attached now, as binary data',
	changes: false,
	properties: [...entryField, { displayName: 'Output Binary Field', name: 'outputField', type: 'string', default: 'data', required: true, hint: 'The name of the output field to put the file in' }],
	async execute(item) {
		const workspace = await item.workspace();
		const entry = await getEntry(workspace, entryIdOf(item));
		if (entry.fileId === null) throw new ConflictError(`${entry.entryTitle} ${entry.number ?? entry.title} has no file`, 'Attach a file first.');
		const file = await load(workspace, entry.fileId);
		const binary = await item.context.helpers.prepareBinaryData(Buffer.from(file.bytes), entry.fileName ?? file.name, file.mime);
		return { json: { entryId: entry.id, fileId: file.id, fileName: entry.fileName ?? file.name, fileHash: file.hash, size: file.size }, binary: { [item.text('outputField')]: binary } };
	},
};
