import { createDeal } from '../../../../src/desk/deals/create-deal';
import { recordLocator } from '../../../shared/locators';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { amountField, dealPipelineField, kopecks, ownFields } from './deal-fields';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a deal',
	description: 'Create a deal without a lead; the same external key makes one deal',
	changes: true,
	properties: [
		{ displayName: 'Title', name: 'title', type: 'string', default: '', required: true },
		dealPipelineField,
		recordLocator('company', { name: 'companyId' }),
		recordLocator('contact', { name: 'contactId' }),
		recordLocator('employee', { name: 'responsibleId', displayName: 'Responsible' }),
		recordLocator('legalEntity', { name: 'legalEntityId', description: 'Our legal entity that signs the contract' }),
		amountField,
		ownFields,
	],
	options: [{ displayName: 'External Key', name: 'externalKey', type: 'string', default: '', description: 'The sender\'s own ID of this deal' }],
	async execute(item) {
		const input = {
			title: item.text('title'),
			pipeline: item.text('pipeline'),
			companyId: item.maybeId('companyId'),
			contactId: item.maybeId('contactId'),
			responsibleId: item.maybeId('responsibleId'),
			legalEntityId: item.maybeId('legalEntityId'),
			amountKopecks: kopecks(item.maybeNumber('amount') ?? 0),
			fields: item.object('fields'),
			externalKey: item.maybeText('options.externalKey'),
		};
		return effect(await createDeal(await item.workspace(), input, item.call()), (answer) => ({ subjectKind: 'deal', subjectId: answer.dealId, ...answer }));
	},
};
