import { renderTemplate } from '../../../../src/desk/templates/work-with-template';
import { inputFile, inputFileField } from '../../../shared/input-file';
import type { Operation } from '../../../shared/resource';
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
	async execute(item) {
		const { bytes } = await inputFile(item);
		const document = renderTemplate(bytes, item.object('data'));
		const fileName = item.text('fileName');
		const binary = await item.context.helpers.prepareBinaryData(Buffer.from(document), fileName, DOCX_MIME);
		return { json: { fileName, size: document.length }, binary: { [item.text('outputField')]: binary } };
	},
};
