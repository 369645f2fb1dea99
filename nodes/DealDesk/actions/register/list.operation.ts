import { listRegisters } from '../../../../src/desk/registers/list-registers';
import { records } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many registers',
	description: 'The registers with their statuses, moves and fields',
	changes: false,
	properties: [],
	async execute(item) {
		return await records(await listRegisters(await item.workspace()));
	},
};
