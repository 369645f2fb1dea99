import { checkTemplate } from '../../../../src/desk/templates/work-with-template';
import { inputFile, inputFileField } from '../../../shared/input-file';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { dataField } from './template-fields';

export const preflight: Operation = {
	value: 'preflight',
	name: 'Pre-Flight',
	action: 'Check a template against data',
	description: 'All faults of a template and its data at once, without making a document',
	changes: false,
	properties: [inputFileField, dataField],
	async execute(item) {
		const { bytes } = await inputFile(item);
		return record(checkTemplate(bytes, item.object('data')));
	},
};
