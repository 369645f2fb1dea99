import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { errorItem } from '../../nodes/shared/failure';
import { runOperation } from '../../nodes/shared/item-loop';
import type { Operation } from '../../nodes/shared/resource';
import { isUnreadable } from './hostile-values';

/** What an operation finds around it: the credential, the parameters as n8n hands them over after its expressions, the item. */
export interface NodeCall {
	readonly credential: IDataObject;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly json?: IDataObject;
	/** Put into the binary field "data". */
	readonly file?: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };
}

export type Answer =
	| { readonly kind: 'accepted'; readonly items: readonly INodeExecutionData[] }
	/** As behind the node's error output: what a website or form gets to read. */
	| { readonly kind: 'refused'; readonly message: string; readonly code: string; readonly fields: readonly string[]; readonly error: unknown };

let runs = 0;

/** As n8n's `getNodeParameter`: a path, the fallback for what is not there, and the error of its sandbox for what no expression can hand over. */
function parameterAt(parameters: unknown, path: string, fallback: unknown): unknown {
	const value = at(parameters, path, fallback);
	if (isUnreadable(value)) throw new Error('Expression evaluation failed: function toString() { [native code] } could not be cloned.');
	return value;
}

function at(parameters: unknown, path: string, fallback: unknown): unknown {
	let value = parameters;
	for (const part of path.split('.')) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return fallback;
		value = (value as Record<string, unknown>)[part];
	}
	return value === undefined ? fallback : value;
}

function contextOf({ credential, parameters, json = {}, file }: NodeCall): IExecuteFunctions {
	const run = ++runs;
	const kept: Record<string, IDataObject> = { flow: {}, node: {} };
	const binary = file && { data: { data: '', fileName: file.name, mimeType: file.mime } as IBinaryData };
	const context = {
		getInputData: () => [{ json, ...(binary && { binary }) }],
		getInputSourceData: () => ({ previousNode: 'Webhook' }),
		getNode: () => ({ id: 'hostile', name: 'Hostile', type: 'n8n-nodes-deal-desk.dealDesk', typeVersion: 1, position: [0, 0], parameters: {} }),
		getNodeParameter: (path: string, _index: number, fallback?: unknown) => parameterAt(parameters, path, fallback),
		getWorkflow: () => ({ id: 'wf', name: 'Workflow', active: true }),
		getExecutionId: () => String(run),
		getTimezone: () => 'Europe/Moscow',
		getCredentials: async () => credential,
		getParentNodes: () => [],
		getContext: (of: 'flow' | 'node') => kept[of],
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		continueOnFail: () => false,
		helpers: {
			getBinaryDataBuffer: async () => Buffer.from(file?.bytes ?? new Uint8Array()),
			prepareBinaryData: async (data: Buffer, fileName: string, mimeType: string) => ({ data: data.toString('base64'), fileName, mimeType }),
		},
	};
	return context as unknown as IExecuteFunctions;
}

/** Runs an operation over one item, past n8n's engine: thousands of calls a second, each as another execution. */
export async function callOperation(operation: Operation, call: NodeCall): Promise<Answer> {
	try {
		return { kind: 'accepted', items: await runOperation(contextOf(call), operation) };
	} catch (error) {
		// The loop wraps what an operation threw into n8n's error; its cause is what the error output is made of.
		const thrown = error instanceof Error && error.cause !== undefined ? error.cause : error;
		const { error: message, details } = errorItem(thrown, 0).json as { error: string; details: { code: string; faults?: Array<{ field: string }> } };
		return { kind: 'refused', message, code: details.code, fields: (details.faults ?? []).map(({ field }) => field), error: thrown };
	}
}
