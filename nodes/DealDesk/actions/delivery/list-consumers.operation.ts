import { listConsumers as list } from '../../../../src/desk/operations/list-consumers';
import { records } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const listConsumers: Operation = {
	value: 'listConsumers',
	name: 'List Consumers',
	action: 'List the workflows that events are delivered to',
	description: 'Every trigger that is registered, when it was last seen and what waits for it',
	changes: false,
	properties: [],
	async execute(item) {
		return await records(await list(await item.workspace()));
	},
};
