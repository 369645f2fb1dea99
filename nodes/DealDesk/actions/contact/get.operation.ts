import { getContact } from '../../../../src/desk/contacts/get-contact';
import { recordLocator } from '../../../shared/locators';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a contact',
	description: 'One contact with its consent',
	changes: false,
	properties: [recordLocator('contact', { name: 'contactId', required: true })],
	async execute(item) {
		const contact = await getContact(await item.workspace(), item.id('contactId'));
		return record({ contactId: contact.id, subjectKind: 'contact', subjectId: contact.id, ...contact });
	},
};
