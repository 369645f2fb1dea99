import { savePipeline } from '../../../../src/desk/deals/save-pipeline';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

const example = { code: 'licensing', title: 'Лицензирование', stages: [{ code: 'contract', title: 'Договор', kind: 'open' }, { code: 'completed', title: 'Лицензия получена', kind: 'won' }, { code: 'failed', title: 'Сделка не состоялась', kind: 'lost' }] };

export const save: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a pipeline',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	changes: true,
	about: (item) => `pipeline ${String(item.object('pipeline').code)}`,
	properties: [
		{
			displayName: 'Pipeline (JSON)',
			name: 'pipeline',
			type: 'json',
			typeOptions: { rows: 10 },
			default: JSON.stringify(example, null, 2),
			required: true,
			description: 'The stages in their order; each is open, won or lost. The lead funnel has the code "leads". A stage that records stand on cannot be left out.',
		},
	],
	async execute(item) {
		const edit = item.object('pipeline') as unknown as Parameters<typeof savePipeline>[1];
		return effect(await savePipeline(await item.workspace(), edit, item.call()));
	},
};
