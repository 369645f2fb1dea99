import { updateLead } from '../../../../src/desk/leads/update-lead';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { aboutLead, callAtField, leadField, leadIdOf, leadItem, ownFields } from './lead-fields';

const textChanges = ['title', 'clientName', 'companyName', 'phone', 'email', 'comment'] as const;

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a lead',
	description: 'Fill in or correct: only the fields added below change. A reminder that waits for the agreed time moves with it.',
	changes: true,
	about: aboutLead,
	properties: [
		...leadField,
		{
			displayName: 'Fields to Change',
			name: 'changes',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				callAtField,
				{ displayName: 'Client Name', name: 'clientName', type: 'string', default: '' },
				{ displayName: 'Comment', name: 'comment', type: 'string', typeOptions: { rows: 3 }, default: '' },
				{ displayName: 'Company Name', name: 'companyName', type: 'string', default: '' },
				{ displayName: 'Email', name: 'email', type: 'string', default: '', placeholder: 'e.g. name@example.com' },
				ownFields,
				{ displayName: 'Phone', name: 'phone', type: 'string', default: '' },
				{ displayName: 'Title', name: 'title', type: 'string', default: '' },
			],
		},
	],
	async execute(item) {
		const texts = Object.fromEntries(textChanges.filter((name) => item.has(`changes.${name}`)).map((name) => [name, item.maybeText(`changes.${name}`)]));
		const changes = { ...texts, ...(item.has('changes.callAt') && { callAt: await item.maybeInstantOf(item.subject('lead'), 'changes.callAt') }), ...(item.has('changes.fields') && { fields: item.object('changes.fields') }) };
		return effect(await updateLead(await item.workspace(), { leadId: leadIdOf(item), changes }, item.call()), leadItem);
	},
};
