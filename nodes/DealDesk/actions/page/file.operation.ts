import { getFile } from '../../../../src/desk/files/get-file';
import type { Operation } from '../../../shared/resource';

export const file: Operation = {
	value: 'file',
	name: 'File',
	action: 'Download a kept file',
	description: 'A kept file by its ID, as binary data',
	changes: false,
	properties: [
		{ displayName: 'File ID', name: 'fileId', type: 'string', default: '', required: true },
		{ displayName: 'Output Binary Field', name: 'outputField', type: 'string', default: 'data', required: true, hint: 'The name of the output field to put the file in' },
	],
	async execute(item) {
		const kept = await getFile(await item.workspace(), item.id('fileId'));
		const binary = await item.context.helpers.prepareBinaryData(Buffer.from(kept.bytes), kept.name, kept.mime);
		return { json: { fileId: kept.id, fileName: kept.name, fileHash: kept.hash, size: kept.size }, binary: { [item.text('outputField')]: binary } };
	},
};
