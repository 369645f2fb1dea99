import type { INodeProperties } from 'n8n-workflow';

import type { Upload } from '../../src/desk/files/store-file';
import { InvalidInputError } from '../../src/errors';
import type { OperationItem } from './operation-item';

const MEGABYTE = 1024 * 1024;

/** Where the file of the incoming item is; n8n keeps files beside the JSON, by name. */
export const inputFileField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryField',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the input field that holds the file',
	description: 'Name of the binary field of the incoming item, e.g. "data", or the name of the file question of a form',
};

export const largestFileOption: INodeProperties = {
	displayName: 'Largest File (MB)',
	name: 'mostMegabytes',
	type: 'number',
	default: 20,
	typeOptions: { minValue: 1, maxValue: 100 },
	description: 'Larger files are refused',
};

/** @throws {InvalidInputError} when the item carries no such file */
export async function inputFile(item: OperationItem): Promise<Upload> {
	const field = item.text('binaryField');
	const { binary = {} } = item.context.getInputData()[item.index] ?? {};
	// A form with one file question names its field after the question, a form that takes several files adds a number.
	const found = binary[field] ?? binary[`${field}_0`];
	if (!found) {
		const there = Object.keys(binary);
		throw new InvalidInputError([{ field: 'Input Binary Field', reason: `the incoming item has no file "${field}"${there.length > 0 ? `; it has: ${there.join(', ')}` : ''}` }], 'Attach a file, or correct the name of the field.');
	}
	const bytes = await item.context.helpers.getBinaryDataBuffer(item.index, binary[field] ? field : `${field}_0`);
	return { name: found.fileName ?? 'file', mime: found.mimeType, bytes, mostBytes: (item.maybeNumber('options.mostMegabytes') ?? 20) * MEGABYTE };
}
