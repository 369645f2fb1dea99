import { tagsOfTemplate } from '../../../../src/desk/templates/work-with-template';
import { inputFileField } from '../../../shared/input-file';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { inputTemplate, templateLimitOptions } from '../../../shared/template-limits';

export const listTags: Operation = {
	value: 'listTags',
	name: 'List Tags',
	action: 'List the tags of a template',
	description: 'Which values a .docx template asks for',
	changes: false,
	properties: [inputFileField],
	options: templateLimitOptions,
	async execute(item) {
		const { file, limits } = await inputTemplate(item);
		return record({ tags: tagsOfTemplate(file.bytes, limits) });
	},
};
