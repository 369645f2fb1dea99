import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { errorItem, nodeErrorOf } from './failure';
import { OperationRun } from './operation-run';
import type { OperationItem } from './operation-item';
import type { Output } from './output';
import { findOperation } from './resource';
import type { ItemAnswer, Operation, Resource } from './resource';

const asItems = (outputs: Output | readonly Output[], item: number): INodeExecutionData[] =>
	(Array.isArray(outputs) ? (outputs as readonly Output[]) : [outputs as Output]).map(({ json, binary }) => ({ json, ...(binary && { binary }), pairedItem: { item } }));

/** Item by item, in their order; after a failure that stops the node, the rest is left alone. */
async function oneByOne(operation: Operation, items: readonly OperationItem[], stopAtFailure: boolean): Promise<ItemAnswer[]> {
	const answers: ItemAnswer[] = [];
	for (const item of items) {
		try {
			answers.push({ outputs: await operation.execute(item) });
		} catch (error) {
			answers.push({ error });
			if (stopAtFailure) break;
		}
	}
	return answers;
}

/**
 * The one item loop of the package: each input item is worked on by itself, what comes of it is linked to it, and a failure
 * is either an item of its own (the node is set to continue) or n8n's error that names the item.
 */
export async function runOperation(context: IExecuteFunctions, operation: Operation): Promise<INodeExecutionData[]> {
	const run = new OperationRun(context, operation);
	await run.readLimits();
	const goesOn = context.continueOnFail();
	const answers = operation.executeAll && run.items.length > 1 ? await operation.executeAll(run.items, !goesOn) : await oneByOne(operation, run.items, !goesOn);
	return answers.flatMap((answer, index) => {
		if ('outputs' in answer) return asItems(answer.outputs, index);
		if (!goesOn) throw nodeErrorOf(run.node, answer.error, index);
		return [errorItem(answer.error, index)];
	});
}

/** What `execute` of a node does: finds the operation it is set to and runs it over the items. */
export async function runNode(context: IExecuteFunctions, resources: readonly Resource[]): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0, '');
	const name = context.getNodeParameter('operation', 0, '');
	const operation = findOperation(resources, resource, name);
	if (!operation) {
		throw new NodeOperationError(context.getNode(), `This version of Deal Desk has no operation "${[resource, name].filter((part) => part !== '').join(': ')}"`, {
			description: 'Choose the operation in the node again, or update the package.',
		});
	}
	return [await runOperation(context, operation)];
}
