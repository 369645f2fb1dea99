import { checkTemplate } from '../../../../src/desk/templates/work-with-template';
import { inputFileField } from '../../../shared/input-file';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { inputTemplate, templateLimitOptions } from '../../../shared/template-limits';
import { dataField } from './template-fields';

export const preflight: Operation = {
	value: 'preflight',
	name: 'Pre-Flight',
	action: 'Check a template against data',
	description: 'All faults of a template and its data at once, without making a document',
	changes: false,
	properties: [inputFileField, dataField],
	options: templateLimitOptions,
	async execute(item) {
		const { file, limits } = await inputTemplate(item);
		return record(checkTemplate(file.bytes, item.object('data'), limits));
	},
};
