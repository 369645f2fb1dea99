import { recordConsent as keepConsent } from '../../../../src/desk/contacts/record-consent';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const recordConsent: Operation = {
	value: 'recordConsent',
	name: 'Record Consent',
	action: 'Record consent to or refusal of advertising',
	description: 'Advertising letters need a recorded consent; a refusal outweighs it and holds for all records of the same person',
	changes: true,
	properties: [
		{ displayName: 'Email', name: 'email', type: 'string', default: '', placeholder: 'e.g. name@example.com' },
		{ displayName: 'Phone', name: 'phone', type: 'string', default: '' },
		{
			displayName: 'Decision',
			name: 'decision',
			type: 'options',
			default: 'consent',
			options: [
				{ name: 'Consent', value: 'consent' },
				{ name: 'Refusal', value: 'refusal' },
			],
		},
		{ displayName: 'Source', name: 'source', type: 'string', default: '', required: true, description: 'From where we know it, e.g. "form on the website, 2 March"' },
	],
	async execute(item) {
		const input = { email: item.maybeText('email'), phone: item.maybeText('phone'), decision: item.text('decision') === 'refusal' ? ('refusal' as const) : ('consent' as const), source: item.text('source') };
		return effect(await keepConsent(await item.workspace(), input, item.call()));
	},
};
