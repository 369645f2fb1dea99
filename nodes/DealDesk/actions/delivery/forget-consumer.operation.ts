import { forgetConsumer as forget } from '../../../../src/desk/operations/forget-consumer';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const forgetConsumer: Operation = {
	value: 'forgetConsumer',
	name: 'Forget Consumer',
	action: 'Forget a trigger that is gone for good',
	description: 'A trigger stays registered while its workflow is off. Forget one whose workflow was deleted; what waited for it is marked, not lost.',
	changes: true,
	properties: [{ displayName: 'Consumer ID', name: 'consumerId', type: 'string', default: '', required: true, description: 'As "List Consumers" names it' }],
	async execute(item) {
		return record(await forget(await item.workspace(), { consumerId: item.text('consumerId') }, item.call()));
	},
};
