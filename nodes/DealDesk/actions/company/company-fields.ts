import type { INodeProperties } from 'n8n-workflow';

import type { SubjectRef } from '../../../../src/subject';
import { subjectField } from '../../../shared/subject-of';
import { recordLocator } from '../../../shared/locators';
import type { OperationItem } from '../../../shared/operation-item';

/** Which company an operation is about. */
export const companyField = subjectField('company');
export const companyIdOf = (item: OperationItem): number => item.subject('company').id;
export const aboutCompany = (item: OperationItem): string => `company ${companyIdOf(item)}`;
export const companyItem = (company: { readonly id: number }): object => ({ companyId: company.id, subjectKind: 'company', subjectId: company.id, ...company });

export const priorityField: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'options',
	default: '',
	options: [
		{ name: 'Cool', value: 'cool', description: 'Крутой' },
		{ name: 'Key', value: 'key', description: 'Ключевой' },
		{ name: 'Large', value: 'large', description: 'Крупный' },
		{ name: 'Medium', value: 'medium', description: 'Средний' },
		{ name: 'None', value: '' },
		{ name: 'Small', value: 'small', description: 'Мелкий' },
	],
	description: 'How often the client is expected to come',
};

/** The card of a company, as a collection: what is added is what changes. */
export const cardFields: INodeProperties[] = [
	{ displayName: 'Department Code', name: 'departmentCode', type: 'string', default: '' },
	{ displayName: 'INN', name: 'inn', type: 'string', default: '' },
	{ displayName: 'Name', name: 'name', type: 'string', default: '' },
	{ displayName: 'Next Call At', name: 'nextCallAt', type: 'dateTime', default: '' },
	{ displayName: 'Next Letter At', name: 'nextLetterAt', type: 'dateTime', default: '' },
	priorityField,
	{ displayName: 'Requisites (JSON)', name: 'party', type: 'json', default: '{}', description: 'Requisites for contracts: form, fullName, shortName, inn, kpp, ogrn, address, bank, email, phone, signatory' },
	recordLocator('employee', { name: 'responsibleId', displayName: 'Responsible' }),
];

/** What was added to the collection `path`, in the shape the use cases take; dates are meant in the zone of the company that is there already. */
export async function cardOf(item: OperationItem, path: string, company?: SubjectRef): Promise<Record<string, unknown>> {
	const has = (name: string) => item.has(`${path}.${name}`);
	const texts = ['name', 'inn', 'priority', 'departmentCode'].filter(has).map((name) => [name, item.maybeText(`${path}.${name}`)] as const);
	const instant = async (name: string) => (company ? await item.maybeInstantOf(company, `${path}.${name}`) : item.maybeInstant(`${path}.${name}`));
	const dates = await Promise.all(['nextCallAt', 'nextLetterAt'].filter(has).map(async (name) => [name, await instant(name)] as const));
	return {
		...Object.fromEntries([...texts, ...dates]),
		...(has('responsibleId') && { responsibleId: item.maybeId(`${path}.responsibleId`) }),
		...(has('party') && { party: item.object(`${path}.party`) }),
	};
}
