import { createTask } from '../../src/desk/notices/create-task';
import type { Delivery, Verdict } from '../../src/desk/runtime/listen';
import type { Workspace } from '../../src/desk/workspace';
import { systemCall } from '../../src/call';
import { HOUR_MS } from '../../src/milliseconds';
import { moveLeadTo } from '../helpers/subjects';
import { aWatchedWorkspace, runWorkflow, until } from './playing';

/*
 * The clock of the machine is set while workflows run. The embedded database measures its leases on it; the loop itself goes by
 * timers that take no notice.
 */

const filters = [{ kind: 'LeadStageChanged' as const }];
const pace = { housekeepingMs: 20 };

let offMs = 0;
beforeEach(() => {
	offMs = 0;
	const realNow = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + offMs);
});
afterEach(() => void jest.restoreAllMocks());

const count = async (workspace: Workspace, what: string) => Number((await workspace.read(async (query) => await query.get(`select count(*) as n from ${what}`)))?.n);
const isDone = async (workspace: Workspace) => (await count(workspace, "deliveries where state = 'done'")) === 1;

/** A workflow with one effect for each delivery. */
async function makeTasks(workspace: Workspace, deliveries: readonly Delivery[]): Promise<void> {
	for (const { id, event } of deliveries) {
		await createTask(workspace, { subject: event.subject, kind: 'ordinary', to: 'responsible', joinHead: false, title: 'Позвоните', body: '', boundToStatus: false }, { ...systemCall('robot', `d${id}/task`), deliveryId: id });
	}
}

/** A workflow that is in the middle of its first run until it is let go. */
async function heldInItsFirstRun(workspace: Workspace): Promise<{ runs: () => number; letGo: () => void }> {
	let runs = 0;
	let letGo: () => void = () => undefined;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	const run = async (deliveries: readonly Delivery[]): Promise<Verdict> => {
		runs += 1;
		if (runs === 1) await held;
		await makeTasks(workspace, deliveries);
		return { kind: 'succeeded' };
	};
	await runWorkflow(workspace, filters, run, pace);
	return { runs: () => runs, letGo };
}

it('R-CORE-1: set back by an hour, the loop goes on at once: what happens is delivered, and what failed before is tried again in its time', async () => {
	const { workspace, lead } = await aWatchedWorkspace();
	const attempts: number[] = [];
	await runWorkflow(
		workspace,
		filters,
		(deliveries): Verdict => {
			attempts.push(...deliveries.map(({ attempt }) => attempt));
			return attempts.length === 1 ? { kind: 'failed', error: 'the mail server is away' } : { kind: 'succeeded' };
		},
		pace,
	);
	await moveLeadTo(workspace, lead.id, 'needs');
	await until(async () => (await count(workspace, "deliveries where state = 'pending' and alone = 1")) === 1);
	// Fifty minutes: less than the longest pause there is, so it might be taken for one.
	offMs = -50 * 60_000;
	await until(async () => await isDone(workspace), 2_000);
	expect(attempts).toEqual([1, 2]);
	offMs = -HOUR_MS;
	await moveLeadTo(workspace, lead.id, 'calculation');
	await until(() => attempts.length === 3, 2_000);
});

it('R-CORE-1, R-CORE-2: set forward by an hour in the middle of a run, it may count as dead and be repeated; what it does happens once', async () => {
	const { workspace, lead } = await aWatchedWorkspace();
	const workflow = await heldInItsFirstRun(workspace);
	await moveLeadTo(workspace, lead.id, 'needs');
	await until(() => workflow.runs() === 1);
	offMs = HOUR_MS;
	await until(async () => (await count(workspace, "deliveries where state = 'pending' and alone = 1")) === 1);
	workflow.letGo();
	await until(async () => await isDone(workspace), 2_000);
	expect(workflow.runs()).toBe(2);
	expect(await count(workspace, 'tasks')).toBe(1);
});

it('R-CORE-1: set back by an hour in the middle of a run, the run keeps what it has in hand', async () => {
	const { workspace, lead } = await aWatchedWorkspace();
	const workflow = await heldInItsFirstRun(workspace);
	await moveLeadTo(workspace, lead.id, 'needs');
	await until(() => workflow.runs() === 1);
	offMs = -HOUR_MS;
	await new Promise((resolve) => setTimeout(resolve, 200));
	workflow.letGo();
	await until(async () => await isDone(workspace), 2_000);
	expect([workflow.runs(), await count(workspace, 'tasks')]).toEqual([1, 1]);
});
