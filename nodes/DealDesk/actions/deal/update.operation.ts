import { updateDeal } from '../../../../src/desk/deals/update-deal';
import { recordLocator } from '../../../shared/locators';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutDeal, amountField, dealField, dealIdOf, dealItem, kopecks, ownFields } from './deal-fields';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a deal',
	description: 'Fill in or correct: only the fields added below change',
	changes: true,
	about: aboutDeal,
	properties: [
		...dealField,
		{
			displayName: 'Fields to Change',
			name: 'changes',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				amountField,
				recordLocator('company', { name: 'companyId' }),
				recordLocator('contact', { name: 'contactId' }),
				recordLocator('legalEntity', { name: 'legalEntityId' }),
				ownFields,
				recordLocator('employee', { name: 'responsibleId', displayName: 'Responsible' }),
				{ displayName: 'Title', name: 'title', type: 'string', default: '' },
			],
		},
	],
	async execute(item) {
		const ids = ['companyId', 'contactId', 'legalEntityId', 'responsibleId'].filter((name) => item.has(`changes.${name}`));
		const changes = {
			...Object.fromEntries(ids.map((name) => [name, item.maybeId(`changes.${name}`)])),
			...(item.has('changes.title') && { title: item.text('changes.title') }),
			...(item.has('changes.amount') && { amountKopecks: kopecks(item.number('changes.amount')) }),
			...(item.has('changes.fields') && { fields: item.object('changes.fields') }),
		};
		return effect(await updateDeal(await item.workspace(), { dealId: dealIdOf(item), changes }, item.call()), dealItem);
	},
};
