import type { IConnections, IDataObject, INode } from 'n8n-workflow';

import { runWorkflow } from '../harness';
import type { WorkflowJson } from '../harness';
import { aLead } from '../helpers/subjects';
import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';

/** The keys of effect-keys.test.ts once more, behind the nodes that workflows really have: n8n's own. */
const node = (name: string, type: string, typeVersion: number, parameters: IDataObject = {}): INode => ({
	id: `id-${name}`,
	name,
	type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters: parameters as INode['parameters'],
	credentials: { dealDeskApi: { id: '1', name: 'dealDeskApi' } },
});

const trigger = node('Trigger', 'n8n-nodes-deal-desk.dealDeskTrigger', 1, { events: ['LeadStageChanged'] });
const notify = node('Notify', 'n8n-nodes-deal-desk.dealDesk', 1, { resource: 'notification', operation: 'notify', text: 'Перезвоните: {client}' });
const setNothing = node('Set', 'set', 3.4, { assignments: { assignments: [{ id: 'a', name: 'other', type: 'string', value: 'json' }] }, includeOtherFields: false, options: {} });
const splitOut = node('Split', 'splitOut', 1, { fieldToSplitOut: 'parts', options: {} });

type Wire = readonly [from: string, to: string, output?: number, input?: number];

function workflow(nodes: INode[], wires: readonly Wire[], id = 'keys'): WorkflowJson {
	const connections: IConnections = {};
	for (const [from, to, output = 0, input = 0] of wires) {
		const main = ((connections[from] ??= { main: [] }).main ??= []);
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: input });
	}
	return { id, name: id, nodes, connections, settings: { executionOrder: 'v1' } };
}

let desk: Desk;
let leadId: number;
let deliveryId = 0;

beforeAll(async () => {
	desk = await makeDesk();
	const { department, manager } = desk.people.nizhny;
	leadId = (await aLead(desk.workspace, { responsibleId: manager.id, departmentId: department.id })).id;
});

const delivered = (): IDataObject => ({ delivery: { id: ++deliveryId, attempt: 1 }, subjectKind: 'lead', subjectId: leadId, parts: ['a', 'b', 'c'] });
const again = (item: IDataObject): IDataObject => ({ ...item, delivery: { ...(item.delivery as IDataObject), attempt: 2 } });

async function notices(json: WorkflowJson, input: IDataObject[], workflows: WorkflowJson[] = [], from = 'Notify'): Promise<Array<{ id: number; repeated: boolean }>> {
	const { error, items } = await runWorkflow({ workflow: json, workflows, input, credentials: { dealDeskApi: desk.credential } });
	if (error) throw new Error(error.message);
	return items(from).map(({ id, repeated }) => ({ id: Number(id), repeated: repeated === true })).sort((left, right) => left.id - right.id);
}

const cases: Array<readonly [string, WorkflowJson, number]> = [
	['Edit Fields that keeps nothing', workflow([trigger, setNothing, notify], [['Trigger', 'Set'], ['Set', 'Notify']]), 1],
	['Split Out', workflow([trigger, splitOut, notify], [['Trigger', 'Split'], ['Split', 'Notify']]), 3],
	[
		'Loop Over Items, two a round, with a node in the loop',
		workflow([trigger, splitOut, node('Loop', 'splitInBatches', 3, { batchSize: 2, options: {} }), setNothing, notify], [['Trigger', 'Split'], ['Split', 'Loop'], ['Loop', 'Set', 1], ['Set', 'Notify'], ['Notify', 'Loop']]),
		3,
	],
	[
		'Merge by position',
		workflow(
			[trigger, setNothing, node('Right', 'noOp', 1), node('Merge', 'merge', 3.2, { mode: 'combine', combineBy: 'combineByPosition', options: {} }), notify],
			[['Trigger', 'Set'], ['Trigger', 'Right'], ['Set', 'Merge'], ['Right', 'Merge', 0, 1], ['Merge', 'Notify']],
		),
		1,
	],
	[
		'Merge that appends two branches',
		workflow([trigger, setNothing, node('Right', 'noOp', 1), node('Merge', 'merge', 3.2, { mode: 'append' }), notify], [['Trigger', 'Set'], ['Trigger', 'Right'], ['Set', 'Merge'], ['Right', 'Merge', 0, 1], ['Merge', 'Notify']]),
		2,
	],
	[
		'If with both branches leading on',
		workflow(
			[
				trigger,
				splitOut,
				node('If', 'if', 2.2, { conditions: { options: { caseSensitive: true, typeValidation: 'loose', version: 2 }, combinator: 'and', conditions: [{ id: 'c', leftValue: '={{ $json.parts }}', rightValue: 'b', operator: { type: 'string', operation: 'equals' } }] }, options: {} }),
				notify,
			],
			[['Trigger', 'Split'], ['Split', 'If'], ['If', 'Notify', 0], ['If', 'Notify', 1]],
		),
		3,
	],
];

it.each(cases)('R-CORE-2: behind %s, a batch of three and then each alone: every notice once', async (_name, json, each) => {
	const batch = [delivered(), delivered(), delivered()];
	const first = await notices(json, batch);
	expect(first).toHaveLength(3 * each);
	expect(first.every(({ repeated }) => !repeated)).toBe(true);
	const alone = [];
	for (const item of batch) alone.push(...(await notices(json, [again(item)])));
	expect(alone.sort((left, right) => left.id - right.id)).toEqual(first.map(({ id }) => ({ id, repeated: true })));
});

it('R-CORE-2: Aggregate over several events is refused, with a batch of one it works', async () => {
	const gather = workflow([trigger, node('All', 'aggregate', 1, { aggregate: 'aggregateAllItemData', options: {} }), notify], [['Trigger', 'All'], ['All', 'Notify']]);
	await expect(notices(gather, [delivered(), delivered()])).rejects.toThrow();
	const item = delivered();
	const [first] = await notices(gather, [item]);
	expect(await notices(gather, [again(item)])).toEqual([{ id: first?.id, repeated: true }]);
});

describe('a workflow called by another', () => {
	const sub = workflow([node('Called', 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }), notify], [['Called', 'Notify']], 'sub');
	const call = (name: string, mode: 'each' | 'once') => node(name, 'executeWorkflow', 1.3, { workflowId: { __rl: true, mode: 'id', value: 'sub' }, mode, options: {} });
	const withDelivery = node('Keep', 'set', 3.4, { assignments: { assignments: [{ id: 'd', name: 'delivery', type: 'object', value: "={{ $('Trigger').item.json.delivery }}" }, { id: 's', name: 'subjectKind', type: 'string', value: 'lead' }, { id: 'i', name: 'subjectId', type: 'number', value: "={{ $('Trigger').item.json.subjectId }}" }] }, includeOtherFields: true, options: {} });

	it('R-CORE-2: for each item of an event once, also when the event is retried', async () => {
		const parent = workflow([trigger, splitOut, withDelivery, call('Call', 'each')], [['Trigger', 'Split'], ['Split', 'Keep'], ['Keep', 'Call']]);
		const item = delivered();
		const first = await notices(parent, [item], [sub], 'Call');
		expect(first.map(({ repeated }) => repeated)).toEqual([false, false, false]);
		expect(await notices(parent, [again(item)], [sub], 'Call')).toEqual(first.map(({ id }) => ({ id, repeated: true })));
	});

	it('R-CORE-2: from two places with the same items, each place once', async () => {
		const parent = workflow([trigger, call('First call', 'once'), node('Join', 'noOp', 1), call('Second call', 'once')], [['Trigger', 'First call'], ['Trigger', 'Second call']]);
		const item = delivered();
		const { items } = await runWorkflow({ workflow: parent, workflows: [sub], input: [item], credentials: { dealDeskApi: desk.credential } });
		expect([...items('First call'), ...items('Second call')].map(({ repeated }) => repeated)).toEqual([false, false]);
		const retried = await runWorkflow({ workflow: parent, workflows: [sub], input: [again(item)], credentials: { dealDeskApi: desk.credential } });
		expect([...retried.items('First call'), ...retried.items('Second call')].map(({ repeated }) => repeated)).toEqual([true, true]);
	});
});
