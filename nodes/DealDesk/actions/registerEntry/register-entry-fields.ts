import type { INodeProperties } from 'n8n-workflow';

import { subjectField } from '../../../shared/subject-of';
import type { OperationItem } from '../../../shared/operation-item';

/** Which entry an operation is about. */
export const entryField = subjectField('entry');
export const entryIdOf = (item: OperationItem): number => item.subject('entry').id;
export const aboutEntry = (item: OperationItem): string => `entry ${entryIdOf(item)}`;

export const registerField: INodeProperties = {
	displayName: 'Register Name or ID',
	name: 'register',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getRegisters' },
	default: 'contracts',
	required: true,
	description: 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const ownFields: INodeProperties = {
	displayName: 'Own Fields (JSON)',
	name: 'fields',
	type: 'json',
	default: '{}',
	description: 'Fields of this register by their codes, e.g. {"trackNumber": "RA123456789RU"}',
};
