import { visibleFileName } from '../../../../src/desk/files/file-name';
import { renderTemplate } from '../../../../src/desk/templates/work-with-template';
import { inputFileField } from '../../../shared/input-file';
import type { Operation } from '../../../shared/resource';
import { inputTemplate, templateLimitOptions } from '../../../shared/template-limits';
import { dataField, DOCX_MIME } from './template-fields';

export const render: Operation = {
	value: 'render',
	name: 'Render',
	action: 'Render a document from a template',
	description: 'Fill a .docx template with data; a tag without a value is refused, with all others of its kind',
	changes: false,
	properties: [
		inputFileField,
		dataField,
		{ displayName: 'File Name', name: 'fileName', type: 'string', default: 'document.docx', required: true },
		{ displayName: 'Output Binary Field', name: 'outputField', type: 'string', default: 'data', required: true, hint: 'The name of the output field to put the .docx in' },
	],
	options: templateLimitOptions,
	async execute(item) {
		const { file, limits } = await inputTemplate(item);
		const document = renderTemplate(file.bytes, item.object('data'), limits);
		const fileName = visibleFileName(item.text('fileName'));
		const binary = await item.context.helpers.prepareBinaryData(Buffer.from(document), fileName, DOCX_MIME);
		return { json: { fileName, size: document.length }, binary: { [item.text('outputField')]: binary } };
	},
};
