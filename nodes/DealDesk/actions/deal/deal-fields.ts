import type { INodeProperties } from 'n8n-workflow';

import { subjectField } from '../../../shared/subject-of';
import type { OperationItem } from '../../../shared/operation-item';

/** Which deal an operation is about. */
export const dealField = subjectField('deal');
export const dealIdOf = (item: OperationItem): number => item.subject('deal').id;
export const aboutDeal = (item: OperationItem): string => `deal ${dealIdOf(item)}`;
export const dealItem = (deal: { readonly id: number }): object => ({ dealId: deal.id, subjectKind: 'deal', subjectId: deal.id, ...deal });

export const dealPipelineField: INodeProperties = {
	displayName: 'Pipeline Name or ID',
	name: 'pipeline',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getDealPipelines' },
	default: 'certification',
	required: true,
	description: 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const dealStageField: INodeProperties = {
	displayName: 'Stage Name or ID',
	name: 'stage',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getStages', loadOptionsDependsOn: ['pipeline'] },
	default: '',
	required: true,
	description: 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const amountField: INodeProperties = { displayName: 'Amount (Roubles)', name: 'amount', type: 'number', typeOptions: { minValue: 0, numberPrecision: 2 }, default: 0, description: 'Kept to the kopeck' };

/** Roubles as entered → kopecks. */
export const kopecks = (roubles: number): number => Math.round(roubles * 100);

export const ownFields: INodeProperties = {
	displayName: 'Own Fields (JSON)',
	name: 'fields',
	type: 'json',
	default: '{}',
	description: 'Further facts by name, e.g. {"product": "Игрушки", "termWorkingDays": 30}; null empties one',
};
