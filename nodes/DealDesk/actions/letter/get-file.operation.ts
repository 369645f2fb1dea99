import { getFile as load } from '../../../../src/desk/files/get-file';
import { getLetter } from '../../../../src/desk/notices/get-letter';
import type { Operation } from '../../../shared/resource';

export const getFile: Operation = {
	value: 'getFile',
	name: 'Get File',
	action: 'Get the file of a letter',
	description: 'The file that goes with the letter, as binary data: the bytes that were attached when it was requested. A letter without a file passes without one.',
	changes: false,
	properties: [
		{ displayName: 'Letter ID', name: 'letterId', type: 'string', default: '', required: true },
		{ displayName: 'Output Binary Field', name: 'outputField', type: 'string', default: 'data', required: true, hint: 'The name of the output field to put the file in' },
	],
	async execute(item) {
		const workspace = await item.workspace();
		const { id, fileId } = await getLetter(workspace, item.id('letterId'));
		if (fileId === null) return { json: { letterId: id, fileId } };
		const file = await load(workspace, fileId);
		const binary = await item.context.helpers.prepareBinaryData(Buffer.from(file.bytes), file.name, file.mime);
		return { json: { letterId: id, fileId, fileName: file.name, fileHash: file.hash, size: file.size }, binary: { [item.text('outputField')]: binary } };
	},
};
