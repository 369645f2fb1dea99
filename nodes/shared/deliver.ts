import { NodeOperationError } from 'n8n-workflow';
import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { latestEvent } from '../../src/desk/runtime/latest-event';
import { listen } from '../../src/desk/runtime/listen';
import type { Consumer, ConsumerFilter, Delivery, Verdict } from '../../src/desk/runtime/listen';
import type { Workspace } from '../../src/desk/workspace';
import { onceItIsThere } from './once-it-is-there';
import { warnOfForgottenRuns } from './queue-mode';
import { reportTo, timekeeperOf } from './timekeeper-of';
import { deliveredJson, sampleJson } from './trigger-item';
import type { EventToJson } from './trigger-item';
import { readTriggerSettings } from './trigger-settings';
import { runToVerdict } from './workflow-verdict';
import { workspaceOf } from './workspace-of';

/** How long unpublishing waits for the run in hand; it ends and is settled in any case, also later. */
const PATIENCE_MS = 3_000;

/** How n8n calls a trigger when it starts itself, or takes over from another main process. */
const AT_START: ReadonlySet<string> = new Set(['init', 'leadershipChange']);

const within = async (ms: number, work: Promise<void>): Promise<void> => {
	let timer: NodeJS.Timeout | undefined;
	const patience = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, ms);
	});
	await Promise.race([work, patience]).finally(() => clearTimeout(timer));
};

function consumerOf(context: ITriggerFunctions, filters: readonly ConsumerFilter[]): Consumer {
	const { id: workflowId, name } = context.getWorkflow();
	const node = context.getNode();
	const { whenBack, skipOvertaken } = readTriggerSettings(context);
	return { id: `${workflowId ?? ''}:${node.id}`, workflow: { id: workflowId ?? '', name: name ?? '' }, nodeName: node.name, filters, whenBack, skipOvertaken };
}

async function emitSample(context: ITriggerFunctions, workspace: Workspace, filters: readonly ConsumerFilter[], toJson: EventToJson): Promise<void> {
	const event = await latestEvent(workspace, filters);
	if (!event) {
		throw new NodeOperationError(context.getNode(), 'Nothing of the kind has happened in this workspace yet, so there is no sample to show', {
			description: 'Make one happen (a sandbox workspace is good for that), or loosen the filters, and test again.',
		});
	}
	context.emit([context.helpers.returnJsonArray([sampleJson(event, toJson)])]);
}

/**
 * What `trigger()` of both triggers does. Published: the node becomes a consumer of the journal, and its deliveries are
 * handed to the workflow batch by batch until the trigger is closed. Tried out in the editor: the latest matching event is
 * shown as a sample, nothing is registered and nothing delivered.
 */
export async function deliver(context: ITriggerFunctions, filters: readonly ConsumerFilter[], toJson: EventToJson): Promise<ITriggerResponse> {
	const manualTriggerFunction = async () => await emitSample(context, await workspaceOf(context), filters, toJson);
	if (context.getMode() === 'manual') return { manualTriggerFunction };
	warnOfForgottenRuns(context.logger);
	let closing = false;
	const run = async (deliveries: readonly Delivery[]): Promise<Verdict> => {
		if (closing) return { kind: 'not_started' };
		return await runToVerdict(context, deliveries.map((delivery) => deliveredJson(delivery, toJson)));
	};
	const { batchSize, mostAttempts, longestRunMs } = readTriggerSettings(context);
	const begin = async () => {
		const workspace = await workspaceOf(context);
		return await listen(workspace, timekeeperOf(workspace, context.logger), { consumer: consumerOf(context, filters), batchSize, mostAttempts, longestRunMs, run });
	};
	// Whoever publishes is told what is wrong; when n8n starts there is nobody to tell.
	const { stop } = AT_START.has(context.getActivationMode()) ? await onceItIsThere(begin, reportTo(context.logger, 'its credential')) : { stop: await begin() };
	const closeFunction = async () => {
		closing = true;
		await within(PATIENCE_MS, stop());
	};
	return { closeFunction, manualTriggerFunction };
}
