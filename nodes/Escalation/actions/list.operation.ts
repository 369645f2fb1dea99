import { listEscalations } from '../../../src/desk/escalations/list-escalations';
import type { EscalationStatus } from '../../../src/escalation/escalation';
import { records } from '../../shared/output';
import type { Operation } from '../../shared/resource';
import { anySubjectFields } from '../../shared/subject-of';
import { ruleFilterField } from './escalation-fields';

const ofOneRecord = { show: { ofRecord: [true] } };

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many escalations',
	description: 'Escalations, newest first, with what falls due next',
	changes: false,
	properties: [
		{ displayName: 'Of One Record', name: 'ofRecord', type: 'boolean', default: true, description: 'Whether to list the escalations of one record only' },
		...anySubjectFields().map((property) => ({ ...property, displayOptions: { show: { ...ofOneRecord.show, ...property.displayOptions?.show } } })),
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'running',
			options: [
				{ name: 'Acknowledged', value: 'acknowledged' },
				{ name: 'Any', value: '' },
				{ name: 'Cancelled', value: 'cancelled' },
				{ name: 'Completed', value: 'completed', description: 'All steps have fired' },
				{ name: 'Running', value: 'running' },
			],
		},
		{ ...ruleFilterField, description: 'Empty means every rule. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.' },
		{ displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 500 }, default: 50, description: 'Max number of results to return' },
	],
	async execute(item) {
		const [rule, status] = [item.text('rule'), item.text('status')];
		const { items } = await listEscalations(await item.workspace(), {
			limit: item.number('limit'),
			...(item.flag('ofRecord') && { subject: item.subject() }),
			...(rule !== '' && { rule }),
			...(status !== '' && { status: status as EscalationStatus }),
		});
		return await records(items);
	},
};
