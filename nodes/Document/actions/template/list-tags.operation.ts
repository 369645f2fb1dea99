import { tagsOfTemplate } from '../../../../src/desk/templates/work-with-template';
import { inputFile, inputFileField } from '../../../shared/input-file';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const listTags: Operation = {
	value: 'listTags',
	name: 'List Tags',
	action: 'List the tags of a template',
	description: 'Which values a .docx template asks for',
	changes: false,
	properties: [inputFileField],
	async execute(item) {
		const { bytes } = await inputFile(item);
		return record({ tags: tagsOfTemplate(bytes) });
	},
};
