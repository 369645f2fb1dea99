import { getCompany } from '../../../../src/desk/companies/get-company';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { companyField, companyIdOf, companyItem } from './company-fields';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a company',
	description: 'One company with its card and requisites',
	changes: false,
	properties: companyField,
	async execute(item) {
		return record(companyItem(await getCompany(await item.workspace(), companyIdOf(item))));
	},
};
