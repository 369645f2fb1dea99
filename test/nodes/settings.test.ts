import type { IDataObject } from 'n8n-workflow';

import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { runWorkflow } from './helpers/run-workflow';

let desk: Desk;
beforeAll(async () => {
	desk = await makeDesk();
});

async function dealDesk(parameters: IDataObject): Promise<IDataObject[]> {
	const nodes = [
		{ name: 'Webhook', type: 'n8n-nodes-base.webhook' },
		{ name: 'Desk', type: 'n8n-nodes-deal-desk.dealDesk', parameters: parameters as never },
	];
	const { run, json } = await runWorkflow({ nodes, wires: ['Webhook → Desk'], credential: desk.credential }, [{}]);
	const { error } = run.data.resultData;
	if (error) throw new Error(error.message);
	return json('Desk');
}

it('R-DEAL-1: a new pipeline is saved and listed with its stages in order', async () => {
	const stages = [{ code: 'start', title: 'Начало', kind: 'open' }, { code: 'won', title: 'Готово', kind: 'won' }, { code: 'lost', title: 'Отказ', kind: 'lost' }];
	const saved = await dealDesk({ resource: 'pipeline', operation: 'upsert', pipeline: JSON.stringify({ code: 'audit', title: 'Аудит', stages }) });
	expect(saved).toMatchObject([{ code: 'audit', created: true, repeated: false }]);
	expect((await dealDesk({ resource: 'pipeline', operation: 'getAll' })).at(-1)).toMatchObject({ code: 'audit', stages });
});

it('R-REG-1: a new register is saved and listed; text that is no JSON is a fault of its field', async () => {
	const definition = { code: 'protocols', title: 'Протоколы', entryTitle: 'Протокол', initialStatus: 'draft', statuses: [{ code: 'draft', title: 'черновик', next: [] }], fields: [] };
	await dealDesk({ resource: 'register', operation: 'upsert', register: JSON.stringify(definition) });
	expect((await dealDesk({ resource: 'register', operation: 'getAll' })).map(({ code }) => code)).toContain('protocols');
	await expect(dealDesk({ resource: 'register', operation: 'upsert', register: '{ code: ' })).rejects.toThrow(/Register/);
});
