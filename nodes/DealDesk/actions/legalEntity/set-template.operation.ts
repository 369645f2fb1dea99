import { setTemplate as useTemplate } from '../../../../src/desk/organisation/set-template';
import { inputFileField } from '../../../shared/input-file';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { inputTemplate, templateLimitOptions } from '../../../shared/template-limits';

export const setTemplate: Operation = {
	value: 'setTemplate',
	name: 'Set Template',
	action: 'Set the contract template of a legal entity',
	description: 'Use a .docx of your own for contracts of this legal entity; the tags are listed in templates/README.md',
	changes: true,
	properties: [
		{ displayName: 'Code', name: 'code', type: 'string', default: '', required: true, placeholder: 'e.g. etalon' },
		{ displayName: 'Back to the Shipped One', name: 'shipped', type: 'boolean', default: false, description: 'Whether to use the template that comes with the package again' },
		{ ...inputFileField, displayOptions: { show: { shipped: [false] } } },
	],
	options: templateLimitOptions,
	async execute(item) {
		const { file, limits } = item.flag('shipped') ? { file: null } : await inputTemplate(item);
		return effect(await useTemplate(await item.workspace(), { code: item.text('code'), file, ...(limits && { limits }) }, item.call()));
	},
};
