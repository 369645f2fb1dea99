import { reserveEffect } from '../../src/desk/operations/reserve-effect';
import { record } from '../shared/output';
import type { Operation } from '../shared/resource';

/** The one thing the gate does; the node sends the answer to one of its three outputs. */
export const reserve: Operation = {
	value: 'reserve',
	name: 'Reserve',
	action: 'Let an effect happen only once',
	description: 'Reserve the effect before another node acts',
	changes: true,
	properties: [
		{
			displayName: 'Effect',
			name: 'kind',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. letter to the client',
			description: 'What the node behind the gate does, in words: a person reads it when the outcome is unknown',
		},
	],
	async execute(item) {
		const { key, ...reservation } = await reserveEffect(await item.workspace(), { kind: item.text('kind') }, item.call());
		// The item goes on with its files: the node behind the gate needs what the node before it needed.
		const { binary } = item.context.getInputData()[item.index] ?? {};
		return { ...record({ ...item.json, ...reservation, onceKey: key }), ...(binary && { binary }) };
	},
};
