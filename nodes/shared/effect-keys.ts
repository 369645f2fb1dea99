import { createHash, randomUUID } from 'node:crypto';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { calledRunOrdinal } from './called-runs';
import type { DeliveryRef, StartItem } from './start-item';

/*
 * The key that makes an effect happen once however often its workflow runs (R-CORE-2). It needs no set-up:
 *
 *   run of a Deal Desk trigger    d<delivery> / <node id> / <subject> / <ordinal>
 *   workflow called by another    d<delivery> / c<start item> . <call> / <node id> / <subject> / <ordinal>
 *   any other run                 r<run> / <node id> / <run of the node> / <item>
 *   option "Once Key"             k<workflow id> / <node id> / <what the operator gave>   (call-of.ts)
 *
 * A delivery comes back alone after its batch failed, so nothing of the key may depend on its neighbours. The ordinal counts
 * the items that one node sees for one delivery AND one subject, in their order, over all runs of the node in an execution
 * (loops). Counting within a subject keeps the keys right when a list in between is longer or shorter the second time.
 *
 * The run of a webhook, form or person is known by a random name kept in the execution's own data: n8n's "Retry" of a failed
 * execution carries it along, while execution numbers begin at 1 again after n8n's database was made anew.
 */

/** A Record that lives in the node's context: counted items by group, by run of the node. Plain JSON, n8n may store it. */
type Ordinals = Record<string, Record<string, number>>;

const ORDINALS = 'dealDeskOrdinals';
const RUN_NAME = 'dealDeskRun';

function ordinalsOf(context: IExecuteFunctions): Ordinals {
	const store = context.getContext('node');
	store[ORDINALS] ??= {};
	return store[ORDINALS] as Ordinals;
}

function runName(context: IExecuteFunctions): string {
	const store = context.getContext('flow');
	store[RUN_NAME] ??= randomUUID();
	return String(store[RUN_NAME]);
}

/** What tells the calls of one called workflow apart: what it was called with, the number of the attempt left aside. */
function digest(json: IDataObject): string {
	const { delivery, ...rest } = json;
	return createHash('sha256').update(JSON.stringify(rest)).digest('hex').slice(0, 16);
}

function deliveryKey(context: IExecuteFunctions, start: StartItem, delivery: DeliveryRef, nodeId: string): string {
	if (!start.called) return `d${delivery.id}/${nodeId}`;
	const content = digest(start.json);
	const call = calledRunOrdinal(`${delivery.id}/${delivery.attempt}/${nodeId}/${content}`, context.getExecutionId());
	return `d${delivery.id}/c${content}.${call}/${nodeId}`;
}

export interface KeyedItem {
	/** Where the item's run began; null for webhooks, forms and people. */
	readonly start: StartItem | null;
	/** The subject in short, or empty. */
	readonly about: string;
}

/**
 * The effect keys of all items of one run of a node, in their order. Called again for the same run it answers the same.
 * @param runIndex how often the node has run before in this execution, in a loop
 */
export function effectKeysOf(context: IExecuteFunctions, runIndex: number, items: readonly KeyedItem[]): string[] {
	const nodeId = context.getNode().id;
	const ordinals = ordinalsOf(context);
	const here = new Map<string, number>();
	return items.map(({ start, about }, index) => {
		if (!start?.delivery) return `r${runName(context)}/${nodeId}/${runIndex}/${index}`;
		const group = `${deliveryKey(context, start, start.delivery, nodeId)}/${about}`;
		const counted = here.get(group) ?? 0;
		here.set(group, counted + 1);
		const runs = (ordinals[group] ??= {});
		const before = Object.entries(runs).reduce((sum, [run, count]) => (Number(run) < runIndex ? sum + count : sum), 0);
		runs[runIndex] = counted + 1;
		return `${group}/${before + counted}`;
	});
}
