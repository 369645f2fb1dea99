import { updateCompany } from '../../../../src/desk/companies/update-company';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutCompany, cardFields, cardOf, companyField, companyIdOf } from './company-fields';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a company',
	description: 'Fill in or correct the card: only the fields added below change. A changed priority starts its scenario, a changed date moves its reminder.',
	changes: true,
	about: aboutCompany,
	properties: [...companyField, { displayName: 'Fields to Change', name: 'changes', type: 'collection', placeholder: 'Add Field', default: {}, options: cardFields }],
	async execute(item) {
		const input = { companyId: companyIdOf(item), changes: await cardOf(item, 'changes', item.subject('company')) };
		return effect(await updateCompany(await item.workspace(), input, item.call()), (answer) => ({ subjectKind: 'company', subjectId: answer.companyId, ...answer }));
	},
};
