import { listPipelines } from '../../../../src/desk/deals/list-pipelines';
import { records } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const list: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many pipelines',
	description: 'The lead funnel and the pipelines of deals, with their stages in order',
	changes: false,
	properties: [],
	async execute(item) {
		return await records(await listPipelines(await item.workspace()));
	},
};
