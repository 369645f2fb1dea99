import { failEffect } from '../../../../src/desk/operations/fail-effect';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { onceKeyField } from './once-key-field';

export const reportFailure: Operation = {
	value: 'reportFailure',
	name: 'Report Failure',
	action: 'Report that a guarded effect failed',
	description: 'Say that the node behind the Only Once gate failed',
	changes: true,
	properties: [
		onceKeyField,
		{ displayName: 'It Certainly Did Not Happen', name: 'certainly', type: 'boolean', default: false, description: 'Whether it is certain that nothing was sent: then it may be tried again. Otherwise it is parked for a person.' },
		{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'What went wrong' },
	],
	async execute(item) {
		return record(await failEffect(await item.workspace(), { key: item.text('onceKey'), certainly: item.flag('certainly'), note: item.text('note') }, item.call()));
	},
};
