import type { IDataObject } from 'n8n-workflow';

import { aLead } from '../helpers/subjects';
import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { runWorkflow } from './helpers/run-workflow';
import type { TestNode } from './helpers/run-workflow';

const notice = (overrides: Partial<TestNode> = {}): TestNode => ({
	name: 'Notify',
	type: 'n8n-nodes-deal-desk.dealDesk',
	parameters: { resource: 'notification', operation: 'notify', subject: 'item', to: 'responsible', text: '={{ $json.text }}' },
	...overrides,
});

async function deskWithLead(): Promise<{ desk: Desk; items: IDataObject[] }> {
	const desk = await makeDesk();
	const { department, manager } = desk.people.nizhny;
	const lead = await aLead(desk.workspace, { responsibleId: manager.id, departmentId: department.id });
	const about = { subjectKind: 'lead', subjectId: lead.id };
	return { desk, items: [{ ...about, text: 'one' }, { ...about, text: 'two {nonsense}', order: 7 }, { ...about, text: 'three' }] };
}

const webhook: TestNode = { name: 'Webhook', type: 'n8n-nodes-base.webhook' };

describe('the item loop, with three items of which the second fails', () => {
	it('R-CORE-6: stops with an error that names the item and says what to do', async () => {
		const { desk, items } = await deskWithLead();
		const { run } = await runWorkflow({ nodes: [webhook, notice()], wires: ['Webhook → Notify'], credential: desk.credential }, items);
		expect(run.status).toBe('error');
		const error = run.data.resultData.error;
		expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining('{nonsense} is not known here'), context: { itemIndex: 1 } });
		expect(error?.description).toContain('Correct the text');
	});

	it('R-CORE-6: with "continue" each answer stays linked to its item, the failed one as well', async () => {
		const { desk, items } = await deskWithLead();
		const { run, items: out } = await runWorkflow({ nodes: [webhook, notice({ onError: 'continueRegularOutput' })], wires: ['Webhook → Notify'], credential: desk.credential }, items);
		expect(run.status).toBe('success');
		expect(out('Notify').map(({ json, pairedItem }) => [json.text ?? json.error, pairedItem])).toEqual([
			['one', { item: 0 }],
			[expect.stringContaining('nonsense'), { item: 1 }],
			['three', { item: 2 }],
		]);
	});

	it('R-LEAD-1: behind the error output stand the field, the reason and what the sender had sent', async () => {
		const { desk, items } = await deskWithLead();
		const { json } = await runWorkflow({ nodes: [webhook, notice({ onError: 'continueErrorOutput' })], wires: ['Webhook → Notify'], credential: desk.credential }, items);
		expect(json('Notify', 0).map(({ text }) => text)).toEqual(['one', 'three']);
		const reason = expect.stringContaining('{nonsense} is not known here');
		expect(json('Notify', 1)).toEqual([
			{ ...items[1], error: expect.stringContaining('nonsense'), details: { code: 'invalid_input', tryAgain: false, remedy: expect.stringContaining('Correct the text'), field: 'Text', reason, faults: [{ field: 'Text', reason }], forPeople: expect.stringContaining('Ничего не сохранено') } },
		]);
	});

	it('R-CORE-6: an operation this version does not have is named', async () => {
		const { desk, items } = await deskWithLead();
		const { run } = await runWorkflow({ nodes: [webhook, notice({ parameters: { resource: 'notification', operation: 'shout' } })], wires: ['Webhook → Notify'], credential: desk.credential }, items);
		expect(run.data.resultData.error?.message).toBe('This version of Deal Desk has no operation "notification: shout"');
	});

	it('R-CORE-6: a record nobody named is a fault of the field "Subject"', async () => {
		const { desk } = await deskWithLead();
		const { run } = await runWorkflow({ nodes: [webhook, notice()], wires: ['Webhook → Notify'], credential: desk.credential }, [{ text: 'hello' }]);
		expect(run.data.resultData.error?.message).toContain('Subject: neither the event that started the run nor the item names a record');
	});
});
