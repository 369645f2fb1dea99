import type { IDataObject } from 'n8n-workflow';

import { makeDesk } from './helpers/desk';
import type { Desk } from './helpers/desk';
import { runWorkflow } from './helpers/run-workflow';
import type { TestNode, TestWorkflow } from './helpers/run-workflow';

let desk: Desk;
beforeAll(async () => {
	desk = await makeDesk();
});

const trigger: TestNode = { name: 'Trigger', type: 'n8n-nodes-deal-desk.dealDeskTrigger', parameters: { events: ['LeadStageChanged'] } };
const gate: TestNode = { name: 'Gate', type: 'n8n-nodes-deal-desk.onlyOnce', parameters: { kind: 'letter to the client' } };
/** Stands for the mail node of somebody else. */
const mail: TestNode = { name: 'Mail', type: 'test.pass' };
const confirm: TestNode = { name: 'Confirm', type: 'n8n-nodes-deal-desk.dealDesk', parameters: { resource: 'guardedEffect', operation: 'confirm', onceKey: '={{ $json.onceKey }}' } };

const mailing = (...nodes: TestNode[]): TestWorkflow => ({ nodes: [trigger, gate, mail, ...nodes], wires: ['Trigger → Gate', 'Gate → Mail', ...(nodes.length > 0 ? (['Mail → Confirm'] as const) : [])], credential: desk.credential });

let deliveryId = 0;
const delivered = (): IDataObject => ({ delivery: { id: ++deliveryId, attempt: 1 }, to: `client${deliveryId}@example.ru` });
const again = (item: IDataObject): IDataObject => ({ ...item, delivery: { ...(item.delivery as IDataObject), attempt: 2 } });

async function outputsOf(test: TestWorkflow, items: IDataObject[]): Promise<IDataObject[][]> {
	const { run, json } = await runWorkflow(test, items);
	if (run.data.resultData.error) throw new Error(run.data.resultData.error.message);
	return [0, 1, 2].map((output) => json('Gate', output));
}

it('R-CORE-2: the first time the item goes on whole, with the key to confirm by', async () => {
	const item = delivered();
	const [first = [], done, person] = await outputsOf(mailing(), [item]);
	expect(first).toEqual([expect.objectContaining({ ...item, onceKey: expect.stringContaining(`d${deliveryId}/id-Gate`) })]);
	expect([done, person]).toEqual([[], []]);
});

it('R-CORE-2: once confirmed, a retry of the delivery goes out at "Skip"', async () => {
	const batch = [delivered(), delivered()];
	await outputsOf(mailing(confirm), batch);
	for (const item of batch) {
		const [first, done, person] = await outputsOf(mailing(confirm), [again(item)]);
		expect([first, done?.map(({ to }) => to), person]).toEqual([[], [item.to], []]);
	}
});

it('R-CORE-2: reserved and never confirmed, it is not repeated blindly: a person is asked', async () => {
	const item = delivered();
	await outputsOf(mailing(), [item]);
	const [first, done, person] = await outputsOf(mailing(), [again(item)]);
	expect([first, done, person?.map(({ to }) => to)]).toEqual([[], [], [item.to]]);
});
