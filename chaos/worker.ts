/** One process of a chaos run: what n8n is in real life, with workflows that are functions. Killed and started again at will. */
import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { systemCall } from '../src/call';
import { moveLead } from '../src/desk/leads/move-lead';
import { takeInLead } from '../src/desk/leads/take-in-lead';
import { openWorkspace } from '../src/desk/open-workspace';
import { listen } from '../src/desk/runtime/listen';
import type { Delivery, Verdict } from '../src/desk/runtime/listen';
import { Timekeeper } from '../src/desk/runtime/timekeeper';
import type { Workspace } from '../src/desk/workspace';
import { overDatabase, withCrashPoints } from './crash-points';
import type { FromWorker, RunLine, ToWorker, Wish } from './messages';
import { randomness } from './randomness';
import { consumerId, listeners, workflowNames } from './story';
import type { WorkflowName } from './story';
import { CONFIG_VARIABLE, workspaceClockAt } from './worker-config';
import type { WorkerConfig } from './worker-config';
import { runWorkflow } from './workflows';
import type { Surroundings } from './workflows';

const config = JSON.parse(process.env[CONFIG_VARIABLE] ?? '') as WorkerConfig;
const random = randomness(config.seed);
const realNow = Date.now;
let clockStepMs = config.clockStepMs;

// The machine's clock, which can be set while processes run: leases of the embedded database are measured on it.
Date.now = () => realNow() + clockStepMs;
const workspaceClock = () => workspaceClockAt(config.epochAt, Date.now());

const say = (message: FromWorker) => void process.send?.(message);

/** Kills itself at a statement, when it is told to: an outside kill seldom falls between two writes. */
function suicidal(): (where: string) => void {
	let left = config.dieAtStatement ?? Number.POSITIVE_INFINITY;
	return () => {
		left -= 1;
		if (left <= 0) process.kill(process.pid, 'SIGKILL');
	};
}

async function openDesk(): Promise<Workspace> {
	const workspace = await openWorkspace({ storage: config.storage, mode: 'live', systemClock: workspaceClock });
	return overDatabase(workspace, withCrashPoints(workspace.database, suicidal()), workspaceClock);
}

const surroundings: Surroundings = {
	timersEach: config.timersEach,
	legalEntityIds: config.legalEntityIds,
	client: config.client,
	outsideFile: config.outsideFile,
	between: async () => {
		await pause(random() * config.longestPauseMs);
		if (random() < config.stumbles) throw new Error('The workflow stumbled');
	},
	onRepeated: () => say({ kind: 'repeated' }),
};

const note = (what: RunLine['what'], deliveries: readonly Delivery[]) => {
	const line: RunLine = { what, worker: config.name, at: realNow(), deliveries: deliveries.map(({ id, attempt }) => ({ id, attempt })) };
	appendFileSync(config.runsFile, `${JSON.stringify(line)}\n`);
};

let executions = 0;
async function execute(workspace: Workspace, workflow: WorkflowName, deliveries: readonly Delivery[]): Promise<Verdict> {
	note('begin', deliveries);
	executions += 1;
	try {
		await runWorkflow({ workspace, workflow, executionId: `${config.name}-${executions}`, around: surroundings }, deliveries);
		return { kind: 'succeeded' };
	} catch (error) {
		return { kind: 'failed', error: String(error) };
	} finally {
		note('end', deliveries);
	}
}

async function grant(workspace: Workspace, wish: Wish): Promise<number> {
	const by = systemCall('website');
	if (wish.kind === 'move') {
		await moveLead(workspace, { leadId: wish.leadId, stage: 'assigned' }, { ...by, effectKey: `move of lead ${wish.leadId}` });
		return wish.leadId;
	}
	const outcome = await takeInLead(workspace, wish.request, by);
	if (outcome.kind === 'overtaken') throw new Error(outcome.reason);
	return outcome.result.leadId;
}

async function main(): Promise<void> {
	const workspace = await openDesk();
	const { everyMs, housekeepingMs, leaseMs } = config.pace;
	const trouble = (error: unknown) => say({ kind: 'trouble', error: String(error) });
	const keeper = new Timekeeper(workspace, { ...(everyMs !== undefined && { everyMs }), ...(housekeepingMs !== undefined && { housekeepingMs }), onError: trouble });
	const stops: Array<() => Promise<void>> = [];
	process.on('message', (message: ToWorker) => {
		if (message.kind === 'clock') clockStepMs = message.stepMs;
		else if (message.kind === 'stop') void Promise.all(stops.map(async (stop) => await stop())).then(() => process.exit(0));
		else
			void grant(workspace, message.wish).then(
				(leadId) => say({ kind: 'granted', id: message.id, leadId }),
				(error: unknown) => say({ kind: 'failed', id: message.id, error: String(error) }),
			);
	});
	// Without its starter it has nobody to tell anything.
	process.on('disconnect', () => process.exit(0));
	for (const workflow of workflowNames) {
		const consumer = { id: consumerId(workflow), workflow: { id: workflow, name: workflow }, nodeName: 'Trigger', filters: listeners[workflow], whenBack: 'backlog' as const, skipOvertaken: true };
		const run = async (deliveries: readonly Delivery[]) => await execute(workspace, workflow, deliveries);
		stops.push(await listen(workspace, keeper, { consumer, batchSize: config.batchSize, mostAttempts: 6, ...(leaseMs !== undefined && { leaseMs }), run }));
	}
	say({ kind: 'ready' });
}

void main().catch((error: unknown) => {
	// As n8n does with a trigger that could not start: it is tried again, here by the next process.
	say({ kind: 'trouble', error: `Did not start: ${String(error)}` });
	process.exitCode = 75;
	setTimeout(() => process.exit(), 50);
});
