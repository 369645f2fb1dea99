import { confirmEffect } from '../../../../src/desk/operations/confirm-effect';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { onceKeyField } from './once-key-field';

export const confirm: Operation = {
	value: 'confirm',
	name: 'Confirm',
	action: 'Confirm that a guarded effect happened',
	description: 'Say that the node behind the Only Once gate did its work: it is never done again for this cause',
	changes: true,
	properties: [onceKeyField],
	async execute(item) {
		return record(await confirmEffect(await item.workspace(), { key: item.text('onceKey') }, item.call()));
	},
};
