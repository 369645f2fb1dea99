import { convertLead } from '../../../../src/desk/leads/convert-lead';
import { recordLocator } from '../../../shared/locators';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutLead, leadField, leadIdOf, ownFields } from './lead-fields';

export const convert: Operation = {
	value: 'convert',
	name: 'Convert',
	action: 'Convert a lead to a deal',
	description: 'Make or link the company and the contact, and create the deal. Converted again, the same deal is answered.',
	changes: true,
	about: aboutLead,
	properties: [
		...leadField,
		{
			displayName: 'Pipeline Name or ID',
			name: 'pipeline',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getDealPipelines' },
			default: 'certification',
			required: true,
			description: 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
		recordLocator('legalEntity', { name: 'legalEntityId', description: 'Our legal entity that signs the contract' }),
		{ displayName: 'Amount (Roubles)', name: 'amount', type: 'number', typeOptions: { minValue: 0, numberPrecision: 2 }, default: 0, description: 'Kept to the kopeck' },
		{ displayName: 'Title', name: 'title', type: 'string', default: '', description: 'Title of the deal; empty takes it from the lead' },
		{
			displayName: 'Company',
			name: 'company',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{ displayName: 'INN', name: 'inn', type: 'string', default: '' },
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{ displayName: 'Requisites (JSON)', name: 'party', type: 'json', default: '{}', description: 'Requisites for the contract: form, fullName, inn, kpp, ogrn, address, bank, signatory …' },
			],
		},
		{ ...ownFields, description: 'Further facts of the deal by name, e.g. {"product": "Игрушки", "termWorkingDays": 30}' },
	],
	async execute(item) {
		const company = { ...(item.text('company.name') && { name: item.text('company.name') }), ...(item.text('company.inn') && { inn: item.text('company.inn') }), ...(item.has('company.party') && { party: item.object('company.party') }) };
		const input = {
			leadId: leadIdOf(item),
			pipeline: item.text('pipeline'),
			legalEntityId: item.maybeId('legalEntityId'),
			amountKopecks: Math.round((item.maybeNumber('amount') ?? 0) * 100),
			title: item.text('title'),
			fields: item.object('fields'),
			...(Object.keys(company).length > 0 && { company }),
		};
		return effect(await convertLead(await item.workspace(), input, item.call()), (answer) => ({ subjectKind: 'deal', subjectId: answer.dealId, ...answer }));
	},
};
