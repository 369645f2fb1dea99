import { listLegalEntities } from '../../../../src/desk/organisation/list-legal-entities';
import { record } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many legal entities',
	description: 'Our legal entities with requisites, and what is doubtful about them',
	changes: false,
	properties: [{ displayName: 'Only Active', name: 'onlyActive', type: 'boolean', default: true, description: 'Whether to leave out those no contracts are made for' }],
	async execute(item) {
		const found = await listLegalEntities(await item.workspace(), { onlyActive: item.flag('onlyActive') });
		return found.map((entity) => record({ legalEntityId: entity.id, ...entity }));
	},
};
