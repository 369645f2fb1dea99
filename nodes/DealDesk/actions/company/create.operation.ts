import { createCompany } from '../../../../src/desk/companies/create-company';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { cardFields, cardOf } from './company-fields';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a company',
	description: 'Create a company; one with the same INN is answered instead of made twice',
	changes: true,
	properties: [
		{ displayName: 'Name', name: 'name', type: 'string', default: '', required: true },
		{ displayName: 'Card', name: 'card', type: 'collection', placeholder: 'Add Field', default: {}, options: cardFields.filter((field) => field.name !== 'name') },
	],
	async execute(item) {
		const card = await cardOf(item, 'card');
		return effect(await createCompany(await item.workspace(), { ...card, name: item.text('name') }, item.call()), (answer) => ({ subjectKind: 'company', subjectId: answer.companyId, ...answer }));
	},
};
