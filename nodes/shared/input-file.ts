import type { INodeProperties } from 'n8n-workflow';

import type { Upload } from '../../src/desk/files/store-file';
import { InvalidInputError } from '../../src/errors';
import type { OperationItem } from './operation-item';

export const MEGABYTE = 1024 * 1024;

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

type LimitedUpload = Upload & { readonly mostBytes: number };

/**
 * @param mostMegabytes when the option does not say
 * @throws {InvalidInputError} when the item carries no such file, or a larger one
 */
export async function inputFile(item: OperationItem, mostMegabytes = 20): Promise<LimitedUpload> {
	const field = item.text('binaryField');
	const { binary = {} } = item.context.getInputData()[item.index] ?? {};
	// A form with one file question names its field after the question, a form that takes several files adds a number.
	const found = binary[field] ?? binary[`${field}_0`];
	if (!found) {
		const there = Object.keys(binary);
		throw new InvalidInputError([{ field: 'Input Binary Field', reason: there.length > 0 ? `the incoming item has no file "${field}"; it has: ${there.join(', ')}` : `the incoming item has no file "${field}"` }], 'Attach a file, or correct the name of the field.');
	}
	const mostBytes = (item.maybeNumber('options.mostMegabytes') ?? mostMegabytes) * MEGABYTE;
	// n8n may keep it on disk; what is too large is not even read in.
	const size = found.bytes ?? 0;
	if (size > mostBytes) throw new InvalidInputError([{ field: 'Input Binary Field', reason: `the file has ${(size / MEGABYTE).toFixed(1)} MB; at most ${mostBytes / MEGABYTE} MB are taken` }], 'Attach another file; nothing was saved.');
	const bytes = await item.context.helpers.getBinaryDataBuffer(item.index, binary[field] ? field : `${field}_0`);
	return { name: found.fileName ?? 'file', mime: found.mimeType, bytes, mostBytes };
}
