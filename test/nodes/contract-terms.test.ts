import type { IDataObject } from 'n8n-workflow';

import { getFile } from '../../src/desk/files/get-file';
import { anEntity, dealFor } from '../desk/contracts/contract-desk';
import { textOf } from '../documents/docx-text';
import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { runWorkflow } from './helpers/run-workflow';

let desk: Desk;
let dealId: number;

beforeEach(async () => {
	desk = await makeDesk();
	const entity = await anEntity(desk.workspace);
	dealId = (await dealFor(desk.workspace, desk.people, entity)).id;
});

async function contract(operation: string, term: IDataObject): Promise<{ error: string | undefined; items: IDataObject[] }> {
	const nodes = [
		{ name: 'Webhook', type: 'n8n-nodes-base.webhook' },
		{ name: 'Contract', type: 'n8n-nodes-deal-desk.document', parameters: { resource: 'contract', operation, ...(operation === 'generate' && { outputField: 'data' }), options: { terms: { term } } } as never },
	];
	const { run, json } = await runWorkflow({ nodes, wires: ['Webhook → Contract'], credential: desk.credential }, [{ dealId }]);
	const error = run.data.resultData.error?.message;
	return { error, items: error ? [] : json('Contract') };
}

it('R-CON-1: the terms of one contract may differ from its deal, and stand in the document', async () => {
	const { items } = await contract('generate', { subject: 'Сертификация муфт', prepaymentPercent: '50', termWorkingDays: '17', city: 'Казань', scheme: '', extra: '{}' });
	const file = await getFile(desk.workspace, Number(items[0]?.fileId));
	const text = textOf(file.bytes).replaceAll('\u00a0', ' ');
	expect(text).toContain('Казань');
	expect(text).toContain('сертификация муфт');
	expect(text).toMatch(/17 \(семнадцат[а-я]+\)/);
	expect(text).toMatch(/50 ?%|50 \(пят/);
});

it('R-CON-2: terms that cannot be are said by pre-flight before a number is spent', async () => {
	const { items } = await contract('preflight', { prepaymentPercent: '150', termWorkingDays: '0' });
	expect(JSON.stringify(items)).toMatch(/Аванс 150 %/);
	expect(JSON.stringify(items)).toContain('contract.termWorkingDays');
});

it('R-CON-2: a term that is no number, or an extra that is no text, is refused with the field', async () => {
	expect((await contract('preflight', { termWorkingDays: 'скоро' })).error).toMatch(/скоро.* is not a number/);
	expect((await contract('preflight', { extra: '{"warranty": [1]}' })).error).toMatch(/Extra: warranty.*must be a text/);
});
