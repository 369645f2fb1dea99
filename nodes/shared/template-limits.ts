import type { INodeProperties } from 'n8n-workflow';

import type { TemplateLimits } from '../../src/documents/docx-package';
import { DEFAULT_TEMPLATE_LIMITS } from '../../src/documents/docx-package';
import { inputFile, largestFileOption, MEGABYTE } from './input-file';
import type { OperationItem } from './operation-item';

/** How large a template may be, packed and unpacked: a small file can unpack to any size. */
export const templateLimitOptions: readonly INodeProperties[] = [
	{ ...largestFileOption, default: 10 },
	{ displayName: 'Largest Unpacked (MB)', name: 'mostUnpackedMegabytes', type: 'number', default: 50, typeOptions: { minValue: 1, maxValue: 500 }, description: 'Files that unpack to more are refused before they are unpacked' },
	{ displayName: 'Most Parts', name: 'mostParts', type: 'number', default: 1_000, typeOptions: { minValue: 10, maxValue: 10_000 }, description: 'Files that hold more parts (texts, pictures) are refused' },
];

/** The file of the item with the limits that the node sets. @throws {InvalidInputError} */
export async function inputTemplate(item: OperationItem) {
	const file = await inputFile(item, 10);
	const limits: TemplateLimits = {
		...DEFAULT_TEMPLATE_LIMITS,
		maxFileBytes: file.mostBytes,
		maxUnpackedBytes: (item.maybeNumber('options.mostUnpackedMegabytes') ?? 50) * MEGABYTE,
		maxEntries: item.maybeNumber('options.mostParts') ?? DEFAULT_TEMPLATE_LIMITS.maxEntries,
	};
	return { file, limits };
}
