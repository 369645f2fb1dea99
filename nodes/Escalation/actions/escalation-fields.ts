import type { INodeProperties } from 'n8n-workflow';

import type { EndEscalation } from '../../../src/desk/escalations/end-escalation';
import type { OperationItem } from '../../shared/operation-item';
import { anySubjectFields } from '../../shared/subject-of';

/** The rule of a new escalation: a name, typed once here and once in the trigger that listens to it. */
export const ruleField: INodeProperties = {
	displayName: 'Rule',
	name: 'rule',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. contract-not-signed',
	description: 'What is watched over, in lower-case letters, digits and hyphens. The Escalation Trigger listens to it by this name. One escalation of a rule runs on a record at a time.',
};

/** Which of those that run. */
export const ruleFilterField: INodeProperties = {
	displayName: 'Rule Name or ID',
	name: 'rule',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getRules' },
	default: '',
	description: 'Empty means all that run on the record. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const endFields = (reason: Pick<INodeProperties, 'displayName' | 'placeholder' | 'description'>): INodeProperties[] => [
	...anySubjectFields(),
	ruleFilterField,
	{ name: 'reason', type: 'string', required: true, default: '', ...reason },
];

export function endOf(item: OperationItem): EndEscalation {
	const rule = item.text('rule');
	return { subject: item.subject(), reason: item.text('reason'), ...(rule !== '' && { rule }) };
}
