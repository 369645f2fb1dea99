import type { IDataObject } from 'n8n-workflow';

import type { LeadEnquiry } from '../../../../src/crm/lead-request';
import { takeInLead } from '../../../../src/desk/leads/take-in-lead';
import { InvalidInputError } from '../../../../src/errors';
import type { OperationItem } from '../../../shared/operation-item';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { ownFields } from './lead-fields';

const entered = { show: { enquiryFrom: ['fields'] } };

/** The enquiry as it lies in the item: the body of a webhook, or the item itself (a form, another node). */
function sentEnquiry(item: OperationItem): IDataObject {
	const { json } = item;
	const isWebhook = 'body' in json && 'headers' in json;
	const sent = isWebhook ? json.body : json;
	if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw new InvalidInputError([{ field: 'body', reason: 'must be a JSON object with the fields of one enquiry' }]);
	const headers = isWebhook ? (json.headers as IDataObject) : {};
	const key = headers['idempotency-key'];
	return { ...(key !== undefined && { externalKey: key }), ...(sent as IDataObject) };
}

function enteredEnquiry(item: OperationItem): IDataObject {
	return { clientName: item.text('clientName'), phone: item.text('phone'), email: item.text('email'), ...item.collection('more'), fields: item.object('more.fields') as IDataObject };
}

export const takeIn: Operation = {
	value: 'takeIn',
	name: 'Take In',
	action: 'Take in a lead',
	description: 'Make a lead of an enquiry. The same enquiry sent twice makes one lead; a known phone or email links it to its client.',
	changes: true,
	properties: [
		{
			displayName: 'Enquiry From',
			name: 'enquiryFrom',
			type: 'options',
			default: 'item',
			options: [
				{ name: 'Fields Below', value: 'fields' },
				{ name: 'Incoming Item', value: 'item', description: 'The body of a webhook, or the item itself: clientName, phone, email, companyName, inn, comment, fields, externalKey, departmentCode, marketingConsent' },
			],
		},
		{ displayName: 'Client Name', name: 'clientName', type: 'string', default: '', required: true, displayOptions: entered },
		{ displayName: 'Phone', name: 'phone', type: 'string', default: '', displayOptions: entered, description: 'A phone or an email is needed' },
		{ displayName: 'Email', name: 'email', type: 'string', default: '', displayOptions: entered, placeholder: 'e.g. name@example.com' },
		{
			displayName: 'More',
			name: 'more',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			displayOptions: entered,
			options: [
				{ displayName: 'Comment', name: 'comment', type: 'string', typeOptions: { rows: 3 }, default: '' },
				{ displayName: 'Company Name', name: 'companyName', type: 'string', default: '' },
				{ displayName: 'Department Code', name: 'departmentCode', type: 'string', default: '' },
				{ displayName: 'External Key', name: 'externalKey', type: 'string', default: '', description: 'The sender\'s own ID of this enquiry: the same key is the same lead' },
				{ displayName: 'INN', name: 'inn', type: 'string', default: '' },
				{ displayName: 'Marketing Consent', name: 'marketingConsent', type: 'boolean', default: false, description: 'Whether the client agreed to advertising' },
				ownFields,
				{ displayName: 'Title', name: 'title', type: 'string', default: '' },
			],
		},
		{ displayName: 'Source', name: 'source', type: 'string', default: 'website', required: true, description: 'Where the enquiry came from, unless it says so itself' },
		{ displayName: 'Repeated Within (Hours)', name: 'repeatWithinHours', type: 'number', typeOptions: { minValue: 0, maxValue: 8760 }, default: 24, description: 'An enquiry without an external key that says the same within this time is a repetition. 0 makes each one a lead.' },
	],
	async execute(item) {
		const enquiry = item.text('enquiryFrom') === 'fields' ? enteredEnquiry(item) : sentEnquiry(item);
		// The use case reads every field as something unknown and refuses what does not fit, with the field's name.
		const input = { source: item.text('source'), ...enquiry, repeatWithinHours: item.number('repeatWithinHours') } as unknown as LeadEnquiry & { repeatWithinHours: number };
		return effect(await takeInLead(await item.workspace(), input, item.call()), (answer) => ({ subjectKind: 'lead', subjectId: answer.leadId, ...answer }));
	},
};
