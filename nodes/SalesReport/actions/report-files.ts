import type { IBinaryData, INodeProperties } from 'n8n-workflow';

import type { OperationItem } from '../../shared/operation-item';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** In which forms a report is put out, beside its numbers. */
export const formatFields: INodeProperties[] = [
	{
		displayName: 'Formats',
		name: 'formats',
		type: 'multiOptions',
		default: ['page', 'xlsx'],
		options: [
			{ name: 'Page', value: 'page', description: 'A page with charts, in the field "html"' },
			{ name: 'XLSX', value: 'xlsx', description: 'A spreadsheet, as a file' },
		],
		description: 'In which forms the report is put out, beside its numbers',
	},
	{ displayName: 'Output Binary Field', name: 'outputField', type: 'string', default: 'data', required: true, displayOptions: { show: { formats: ['xlsx'] } }, hint: 'The name of the output field to put the file in' },
];

export const wantsPage = (item: OperationItem): boolean => item.list('formats').includes('page');
export const wantsWorkbook = (item: OperationItem): boolean => item.list('formats').includes('xlsx');

/** A workbook as the item's file. */
export async function workbookFile(item: OperationItem, name: string, bytes: Uint8Array): Promise<Record<string, IBinaryData>> {
	return { [item.text('outputField')]: await item.context.helpers.prepareBinaryData(Buffer.from(bytes), name, XLSX) };
}
