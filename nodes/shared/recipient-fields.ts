import type { INodeProperties } from 'n8n-workflow';

import type { RecipientRole } from '../../src/organisation/recipients';
import { recordLocator } from './locators';
import type { OperationItem } from './operation-item';

/** "To": whom something about a subject is for. Substitutes and the level above are found by the core (R-ORG-1). */
export function recipientFields(description: string): INodeProperties[] {
	return [
		{
			displayName: 'To',
			name: 'to',
			type: 'options',
			default: 'responsible',
			options: [
				{ name: 'Certain Employee', value: 'employee' },
				{ name: 'Head of Department', value: 'head', description: 'Or the next level up, when the responsible person is the head' },
				{ name: 'Responsible and Head', value: 'responsible_and_head' },
				{ name: 'Responsible Person', value: 'responsible', description: 'Or who stands in while that person is away' },
			],
			description,
		},
		{ ...recordLocator('employee', { name: 'employeeId' }), displayOptions: { show: { to: ['employee'] } } },
	];
}

export function recipientOf(item: OperationItem): { readonly to: RecipientRole; readonly employeeId?: number } {
	const to = item.text('to') as RecipientRole;
	return to === 'employee' ? { to, employeeId: item.id('employeeId') } : { to };
}
