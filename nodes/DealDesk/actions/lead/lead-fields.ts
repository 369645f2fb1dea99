import type { INodeProperties } from 'n8n-workflow';

import { subjectField } from '../../../shared/subject-of';
import type { OperationItem } from '../../../shared/operation-item';

/** Which lead an operation is about. */
export const leadField = subjectField('lead');
export const leadIdOf = (item: OperationItem): number => item.subject('lead').id;
export const aboutLead = (item: OperationItem): string => `lead ${leadIdOf(item)}`;

export const leadStageField: INodeProperties = {
	displayName: 'Stage Name or ID',
	name: 'stage',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getLeadStages' },
	default: '',
	required: true,
	description: 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const callAtField: INodeProperties = {
	displayName: 'Call At',
	name: 'callAt',
	type: 'dateTime',
	default: '',
	description: 'The agreed time of the next call; the stages "call later" and "postponed" need one. Without an offset it is meant in the time zone of whoever is responsible for the lead.',
};

export const ownFields: INodeProperties = {
	displayName: 'Own Fields (JSON)',
	name: 'fields',
	type: 'json',
	default: '{}',
	description: 'Further facts by name, e.g. {"product": "Игрушки", "region": "52"}; null empties one',
};

/** What a lead is for the next node: the record, and the fields by which later nodes find it. */
export const leadItem = (lead: { readonly id: number }): object => ({ leadId: lead.id, subjectKind: 'lead', subjectId: lead.id, ...lead });
