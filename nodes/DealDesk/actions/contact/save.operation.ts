import { saveContact } from '../../../../src/desk/contacts/save-contact';
import { recordLocator } from '../../../shared/locators';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const save: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a contact',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	changes: true,
	properties: [
		{ displayName: 'Name', name: 'name', type: 'string', default: '' },
		{ displayName: 'Phone', name: 'phone', type: 'string', default: '' },
		{ displayName: 'Email', name: 'email', type: 'string', default: '', placeholder: 'e.g. name@example.com' },
		recordLocator('company', { name: 'companyId' }),
		recordLocator('contact', { name: 'contactId', displayName: 'Known Contact', description: 'To correct one whose phone or email changed' }),
	],
	async execute(item) {
		const input = {
			...(item.maybeId('contactId') !== null && { contactId: item.maybeId('contactId') }),
			...(item.text('name') && { name: item.text('name') }),
			...(item.text('phone') && { phone: item.text('phone') }),
			...(item.text('email') && { email: item.text('email') }),
			...(item.maybeId('companyId') !== null && { companyId: item.maybeId('companyId') }),
		};
		return effect(await saveContact(await item.workspace(), input, item.call()), (answer) => ({ subjectKind: 'contact', subjectId: answer.contactId, ...answer }));
	},
};
