import type { WaitUnit } from '../../../../src/calendar';
import { moveClock as play } from '../../../../src/desk/operations/move-clock';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';
import { waitUnitOptions } from '../../../shared/wait-fields';

export const moveClock: Operation = {
	value: 'moveClock',
	name: 'Move Clock',
	action: 'Move the clock of a sandbox',
	description: 'Play a sandbox forward: due timers fire one after the other, each at its instant. A live workspace refuses.',
	changes: true,
	properties: [
		{ displayName: 'To', name: 'to', type: 'dateTime', default: '', description: 'The instant to play to; empty uses the amount below' },
		{ displayName: 'By', name: 'amount', type: 'number', typeOptions: { minValue: 0 }, default: 1 },
		{ displayName: 'Unit', name: 'unit', type: 'options', default: 'calendar_days', options: [...waitUnitOptions] },
	],
	async execute(item) {
		const to = item.maybeInstant('to');
		const input = to === null ? { by: { amount: item.number('amount'), unit: item.text('unit') as WaitUnit } } : { to };
		return record(await play(await item.workspace(), input));
	},
};
