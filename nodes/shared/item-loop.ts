import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { errorItem, nodeErrorOf } from './failure';
import { OperationRun } from './operation-run';
import type { OperationItem } from './operation-item';
import { findOperation } from './resource';
import type { Operation, Resource } from './resource';

async function itemsOf(operation: Operation, item: OperationItem): Promise<INodeExecutionData[]> {
	const output = await operation.execute(item);
	const outputs = Array.isArray(output) ? output : [output];
	return outputs.map(({ json, binary }) => ({ json, ...(binary && { binary }), pairedItem: { item: item.index } }));
}

/**
 * The one item loop of the package: each input item is worked on by itself, what comes of it is linked to it, and a failure
 * is either an item of its own (the node is set to continue) or n8n's error that names the item.
 */
export async function runOperation(context: IExecuteFunctions, operation: Operation): Promise<INodeExecutionData[]> {
	const run = new OperationRun(context, operation);
	const answers: INodeExecutionData[] = [];
	for (const item of run.items) {
		try {
			answers.push(...(await itemsOf(operation, item)));
		} catch (error) {
			if (!context.continueOnFail()) throw nodeErrorOf(run.node, error, item.index);
			answers.push(errorItem(error, item.index));
		}
	}
	return answers;
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
