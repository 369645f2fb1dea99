import { systemCall } from '../src/call';
import { fireDueTimers } from '../src/desk/escalations/fire-due-timers';
import { moveLead } from '../src/desk/leads/move-lead';
import { takeInLead } from '../src/desk/leads/take-in-lead';
import type { Workspace } from '../src/desk/workspace';
import { consumersWithWork, reapDeliveries } from '../src/journal/deliveries';
import { Pump } from '../src/journal/pump';
import { isTimerDue } from '../src/timers/timers';
import { consumerId, partOf, requestOf, workflowNames } from './story';
import { runWorkflow } from './workflows';
import type { Surroundings } from './workflows';

/** A process that acts the story out step by step instead of in a loop, so that a test decides when and where it ends. */
export interface Actor {
	readonly workspace: Workspace;
	/** Of all actors of a story another one. */
	readonly name: string;
	readonly around: Surroundings;
	/** The clock of the leases, ms. */
	readonly leaseClock: () => number;
	readonly managerIds: readonly number[];
}

/** A request from outside; answers the lead it was answered with. */
export async function send({ workspace, managerIds }: Actor, n: number): Promise<number> {
	const outcome = await takeInLead(workspace, requestOf(n, managerIds), systemCall('website'));
	if (outcome.kind === 'overtaken') throw new Error(outcome.reason);
	return outcome.result.leadId;
}

/** The lead of request `n` leaves its stage, if that is its part. */
export async function leave({ workspace }: Actor, n: number, leadId: number): Promise<void> {
	if (partOf(n) === 'leaves') await moveLead(workspace, { leadId, stage: 'assigned' }, systemCall('website', `move of lead ${leadId}`));
}

function pumpsOf({ workspace, name, around, leaseClock }: Actor): Pump[] {
	const store = { transaction: workspace.database.transaction, leaseClock: async () => leaseClock() };
	let executions = 0;
	return workflowNames.map(
		(workflow) =>
			new Pump(store, {
				consumer: consumerId(workflow),
				batchSize: 10,
				settlePausesMs: [],
				run: async (deliveries) => {
					executions += 1;
					await runWorkflow({ workspace, workflow, executionId: `${name}-${executions}`, around }, deliveries);
					return { kind: 'succeeded' };
				},
			}),
	);
}

/** Whether something is left to do at this instant. */
async function isBusy({ workspace, leaseClock }: Actor): Promise<boolean> {
	return await workspace.read(async (query) => (await isTimerDue(query, await workspace.now(query))) || (await consumersWithWork(query, leaseClock())).length > 0);
}

/** Does all that is due at this instant: fires timers, recovers leases, runs workflows. @throws what ends its process */
export async function workOff(actor: Actor): Promise<void> {
	const { workspace, leaseClock } = actor;
	const pumps = pumpsOf(actor);
	await workspace.transaction(systemCall('leases'), async (tx) => await reapDeliveries(tx, { now: leaseClock(), mostAttempts: 6, most: 500 }));
	while (await isBusy(actor)) {
		await fireDueTimers(workspace);
		for (const pump of pumps) await pump.drain();
	}
}
