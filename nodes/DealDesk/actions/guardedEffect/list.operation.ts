import { listOpenEffects } from '../../../../src/desk/operations/list-open-effects';
import { records } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many open effects',
	description: 'Effects that are reserved or whose outcome is unknown',
	changes: false,
	properties: [{ displayName: 'Limit', name: 'limit', type: 'number', typeOptions: { minValue: 1, maxValue: 500 }, default: 50, description: 'Max number of results to return' }],
	async execute(item) {
		return await records(await listOpenEffects(await item.workspace(), { limit: item.number('limit') }));
	},
};
