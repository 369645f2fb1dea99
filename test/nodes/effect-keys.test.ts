import type { IDataObject, IPairedItemData, IRun } from 'n8n-workflow';

import { aLead } from '../helpers/subjects';
import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { runWorkflow } from './helpers/run-workflow';
import type { TestNode, TestWorkflow, Wire } from './helpers/run-workflow';

const trigger: TestNode = { name: 'Trigger', type: 'n8n-nodes-deal-desk.dealDeskTrigger', parameters: { events: ['LeadStageChanged'] } };
const webhook: TestNode = { name: 'Webhook', type: 'n8n-nodes-base.webhook' };
const called: TestNode = { name: 'Called', type: 'n8n-nodes-base.executeWorkflowTrigger' };
const node = (name: string, type: string, parameters: TestNode['parameters'] = {}): TestNode => ({ name, type: `test.${type}`, parameters });
const notify = (overrides: Partial<TestNode> = {}): TestNode => ({
	name: 'Notify',
	type: 'n8n-nodes-deal-desk.dealDesk',
	parameters: { resource: 'notification', operation: 'notify', text: 'Перезвоните: {client}' },
	...overrides,
});

let desk: Desk;
let leads: number[];

beforeAll(async () => {
	desk = await makeDesk();
	const { department, manager } = desk.people.nizhny;
	leads = [];
	for (let count = 0; count < 4; count++) leads.push((await aLead(desk.workspace, { responsibleId: manager.id, departmentId: department.id })).id);
});

let lastDelivery = 0;

/** An item as the trigger hands it over; each test takes deliveries of its own. */
const delivered = (more: IDataObject = {}): IDataObject => ({ delivery: { id: ++lastDelivery, attempt: 1 }, subjectKind: 'lead', subjectId: leads[0], ...more });
const again = (item: IDataObject): IDataObject => ({ ...item, delivery: { ...(item.delivery as IDataObject), attempt: 2 } });
const flow = (nodes: TestNode[], ...wires: Wire[]): TestWorkflow => ({ nodes, wires, credential: desk.credential });

async function noticesOf(test: TestWorkflow, items: IDataObject[]): Promise<Array<{ id: unknown; repeated: unknown }>> {
	const { run, json } = await runWorkflow(test, items);
	const { error } = run.data.resultData;
	if (error) throw Object.assign(new Error(error.message), { description: error.description });
	expect(strangers(run)).toEqual([]);
	return json('Notify').map(({ id, repeated }) => ({ id, repeated }));
}

/** Answers that belong to another item's subject: what a key taken from a neighbour would look like. */
function strangers(run: IRun): unknown[] {
	const { runData } = run.data.resultData;
	return (runData.Notify ?? []).flatMap(({ data, source }) => {
		const [from] = source;
		const inputs = runData[from?.previousNode ?? '']?.[from?.previousNodeRun ?? 0]?.data?.main?.[from?.previousNodeOutput ?? 0] ?? [];
		return (data?.main?.[0] ?? []).filter(({ json, pairedItem }) => {
			const subject = inputs[(pairedItem as IPairedItemData).item]?.json.subjectId;
			return subject !== undefined && json.subjectId !== subject;
		});
	});
}

const repetitionOf = (first: Array<{ id: unknown }>) => first.map(({ id }) => ({ id, repeated: true }));

/** Runs a batch, then each of its deliveries alone, as after a failure: the second time nothing may be new. */
async function expectSameKeysAlone(test: TestWorkflow, batch: IDataObject[], noticesPerDelivery: number): Promise<void> {
	const first = await noticesOf(test, batch);
	expect(first.map(({ repeated }) => repeated)).toEqual(Array.from({ length: batch.length * noticesPerDelivery }, () => false));
	expect(new Set(first.map(({ id }) => id)).size).toBe(first.length);
	const alone = [];
	for (const item of batch) {
		const notices = await noticesOf(test, [again(item)]);
		expect(notices).toHaveLength(noticesPerDelivery);
		alone.push(...notices);
	}
	const byId = (left: { id: unknown }, right: { id: unknown }) => Number(left.id) - Number(right.id);
	expect(alone.sort(byId)).toEqual(repetitionOf(first.sort(byId)));
}

describe('the effect key of a delivery', () => {
	it('R-CORE-2: a batch of three, then each alone: every notice once', async () => {
		await expectSameKeysAlone(flow([trigger, notify()], 'Trigger → Notify'), [delivered(), delivered(), delivered()], 1);
	});

	it('R-CORE-2: the same through a node that throws the json away and keeps the link', async () => {
		await expectSameKeysAlone(flow([trigger, node('Set', 'rewrite'), notify()], 'Trigger → Set', 'Set → Notify'), [delivered(), delivered()], 1);
	});

	it('R-CORE-2: several items of one delivery are several notices, in a batch and alone', async () => {
		await expectSameKeysAlone(flow([trigger, node('Many', 'multiply'), notify()], 'Trigger → Many', 'Many → Notify'), [delivered({ copies: 3 }), delivered({ copies: 3 })], 3);
	});

	it.each([1, 2, 4])('R-CORE-2: the same in a loop of %i items a round', async (batchSize) => {
		const loop = flow([trigger, node('Many', 'multiply'), node('Loop', 'loop', { batchSize }), notify()], 'Trigger → Many', 'Many → Loop', 'Loop:1 → Notify', 'Notify → Loop');
		await expectSameKeysAlone(loop, [delivered({ copies: 3 }), delivered({ copies: 3 }), delivered({ copies: 3 })], 3);
	});

	it('R-CORE-2: the same behind a merge of two branches', async () => {
		const merged = flow(
			[trigger, node('Left', 'rewrite'), node('Right', 'pass'), node('Merge', 'merge'), notify()],
			'Trigger → Left',
			'Trigger → Right',
			'Left → Merge',
			'Right → Merge:1',
			'Merge → Notify',
		);
		await expectSameKeysAlone(merged, [delivered(), delivered(), delivered()], 1);
	});

	it('R-CORE-2: items of one delivery that take different branches in a loop keep their keys alone', async () => {
		const forked = flow(
			[trigger, node('Many', 'multiply'), node('Loop', 'loop', { batchSize: 2 }), { ...node('Each', 'rewriteAsLead') }, node('Fork', 'fork'), notify({ parameters: { resource: 'notification', operation: 'notify', subject: 'item', text: 'x' } }), node('Back', 'pass')],
			'Trigger → Many',
			'Many → Loop',
			'Loop:1 → Each',
			'Each → Fork',
			'Fork:0 → Notify',
			'Fork:1 → Notify',
			'Notify → Back',
			'Back → Loop',
		);
		const about = (items: number[]) => delivered({ copies: items.length, leads: items });
		await expectSameKeysAlone(forked, [about([leads[1] as number, leads[3] as number, leads[1] as number]), about([leads[1] as number, leads[0] as number, leads[2] as number])], 3);
	});

	it('R-CORE-2: what dropped out of a list before the retry takes no key from the others', async () => {
		const list = flow([trigger, node('Many', 'multiply'), node('Each', 'rewriteAsLead'), notify({ parameters: { resource: 'notification', operation: 'notify', subject: 'item', text: 'x' } })], 'Trigger → Many', 'Many → Each', 'Each → Notify');
		const item = delivered({ copies: 2, leads: [leads[0], leads[1]] });
		const [, second] = await noticesOf(list, [item]);
		const retried = await noticesOf(list, [{ ...again(item), leads: [leads[1], leads[2]] }]);
		expect(retried).toEqual([{ id: second?.id, repeated: true }, { id: expect.anything(), repeated: false }]);
	});

	it('R-CORE-2: n8n\'s "Retry on Fail" repeats what was done and does the rest', async () => {
		const original = desk.workspace.effect.bind(desk.workspace);
		let calls = 0;
		const flaky = jest.spyOn(desk.workspace, 'effect').mockImplementation(async (call, kind, work) => {
			if (++calls === 2) throw new Error('the database was busy');
			return await original(call, kind, work);
		});
		const notices = await noticesOf(flow([trigger, notify({ retryOnFail: true, maxTries: 2, waitBetweenTries: 1 })], 'Trigger → Notify'), [delivered(), delivered(), delivered()]);
		flaky.mockRestore();
		expect(notices.map(({ repeated }) => repeated)).toEqual([true, false, false]);
	});

	it('R-CORE-2: a broken link is no harm while only one delivery is in the run', async () => {
		const forgetful = flow([trigger, node('Code', 'forget'), notify()], 'Trigger → Code', 'Code → Notify');
		await expectSameKeysAlone(forgetful, [delivered()], 2);
	});

	it('R-CORE-2: a broken link among several deliveries is refused in words, and nothing happens', async () => {
		const forgetful = flow([trigger, node('Code', 'forget'), notify({ parameters: { resource: 'notification', operation: 'notify', subject: 'item', text: 'x' } })], 'Trigger → Code', 'Code → Notify');
		await expect(noticesOf(forgetful, [delivered(), delivered()])).rejects.toMatchObject({
			message: 'It cannot be told which event this item belongs to, so it cannot be kept from happening twice',
			description: expect.stringContaining('Set "Batch Size" of the trigger to 1'),
		});
	});

	it('R-CORE-2: one item made out of several deliveries is refused in words', async () => {
		const gathered = flow([trigger, node('All', 'aggregate'), notify({ parameters: { resource: 'notification', operation: 'notify', subject: 'chosen', subjectKind: 'lead', subjectId: { __rl: true, mode: 'id', value: leads[0] }, text: 'x' } })], 'Trigger → All', 'All → Notify');
		await expect(noticesOf(gathered, [delivered(), delivered()])).rejects.toMatchObject({ message: 'This item was made out of items of several events, so it cannot be kept from happening twice' });
	});

	it('R-CORE-2: one item made out of several of the same delivery is one effect', async () => {
		const gathered = flow([trigger, node('Many', 'multiply'), node('All', 'aggregate'), notify()], 'Trigger → Many', 'Many → All', 'All → Notify');
		await expectSameKeysAlone(gathered, [delivered({ copies: 3 })], 1);
	});
});

describe('the effect key of a called workflow', () => {
	const sub = () => flow([called, notify()], 'Called → Notify');

	it('R-CORE-2: it is called again for the same delivery: nothing new', async () => {
		const item = delivered();
		const first = await noticesOf(sub(), [item]);
		expect(await noticesOf(sub(), [again(item)])).toEqual(repetitionOf(first));
	});

	it('R-CORE-2: two calls with the same data in one run are two effects, and stay two when the delivery is retried', async () => {
		const item = delivered();
		const first = [...(await noticesOf(sub(), [item])), ...(await noticesOf(sub(), [item]))];
		expect(first.map(({ repeated }) => repeated)).toEqual([false, false]);
		const second = [...(await noticesOf(sub(), [again(item)])), ...(await noticesOf(sub(), [again(item)]))];
		expect(second).toEqual(repetitionOf(first));
	});

	it('R-CORE-2: called once for each item of a delivery, each item has its effect', async () => {
		const item = delivered();
		const first = await noticesOf(sub(), [{ ...item, copy: 1 }]);
		const second = await noticesOf(sub(), [{ ...item, copy: 2 }]);
		expect([...first, ...second].map(({ repeated }) => repeated)).toEqual([false, false]);
	});
});

describe('the effect key of a run that no delivery started', () => {
	const item = () => ({ subjectKind: 'lead', subjectId: leads[0] });

	it('R-CORE-2: two requests with the same body are two effects', async () => {
		const test = flow([webhook, notify()], 'Webhook → Notify');
		const notices = [...(await noticesOf(test, [item(), item()])), ...(await noticesOf(test, [item()]))];
		expect(notices.map(({ repeated }) => repeated)).toEqual([false, false, false]);
	});

	it('R-CORE-2: every round of a loop is an effect of its own', async () => {
		const test = flow([webhook, node('Loop', 'loop', { batchSize: 1 }), notify()], 'Webhook → Loop', 'Loop:1 → Notify', 'Notify → Loop');
		expect((await noticesOf(test, [item(), item(), item()])).map(({ repeated }) => repeated)).toEqual([false, false, false]);
	});

	it('R-CORE-2: n8n\'s "Retry" of a failed execution repeats what was done and does the rest', async () => {
		const test = flow([webhook, notify({ parameters: { resource: 'notification', operation: 'notify', text: '={{ $json.text }}' } })], 'Webhook → Notify');
		const failed = await runWorkflow(test, [{ ...item(), text: 'one' }, { ...item(), text: '{nonsense}' }]);
		expect(failed.run.status).toBe('error');
		const retried = await runWorkflow(test, [{ ...item(), text: 'one' }, { ...item(), text: 'two' }], failed.run);
		expect(retried.json('Notify').map(({ text, repeated }) => [text, repeated])).toEqual([['one', true], ['two', false]]);
	});

	it('R-CORE-2: a sample shown in the editor is no delivery', async () => {
		const test = flow([trigger, notify()], 'Trigger → Notify');
		const sample = { delivery: null, ...item() };
		const notices = [...(await noticesOf(test, [sample])), ...(await noticesOf(test, [sample]))];
		expect(notices.map(({ repeated }) => repeated)).toEqual([false, false]);
	});

	it('R-CORE-2: a key given by hand holds over runs, for this node', async () => {
		const byHand = (name: string) => notify({ name, parameters: { resource: 'notification', operation: 'notify', text: 'x', options: { onceKey: 'invoice 17' } } });
		const test = flow([webhook, byHand('Notify')], 'Webhook → Notify');
		const first = await noticesOf(test, [item()]);
		expect(await noticesOf(test, [item()])).toEqual(repetitionOf(first));
		const { json } = await runWorkflow(flow([webhook, byHand('Other')], 'Webhook → Other'), [item()]);
		expect(json('Other')[0]?.repeated).toBe(false);
	});
});

describe('the call', () => {
	it('R-CORE-4: says workflow, node, execution and delivery, and the person on whose behalf it was made', async () => {
		const effect = jest.spyOn(desk.workspace, 'effect');
		const item = delivered();
		await noticesOf(flow([trigger, notify({ parameters: { resource: 'notification', operation: 'notify', text: 'x', options: { actor: 'Анна Главная' } } })], 'Trigger → Notify'), [item]);
		expect(effect.mock.calls[0]?.[0]).toMatchObject({
			actor: { kind: 'person', name: 'Анна Главная' },
			workflow: { id: 'wf1', name: 'Workflow wf1' },
			node: { id: 'id-Notify', name: 'Notify' },
			executionId: expect.stringMatching(/^\d+$/),
			deliveryId: (item.delivery as IDataObject).id,
			effectKey: `d${lastDelivery}/id-Notify/lead ${leads[0]}/0`,
		});
		effect.mockRestore();
	});
});
