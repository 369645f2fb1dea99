import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { DeskError, InvalidInputError } from '../../src/errors';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** n8n's own error for whatever an operation threw: the item at fault, our words, what to do about it; the cause is kept. */
export function nodeErrorOf(node: INode, error: unknown, itemIndex: number): NodeOperationError | NodeApiError {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof DeskError) return new NodeOperationError(node, error, { itemIndex, message: error.message, description: error.remedy });
	return new NodeOperationError(node, error instanceof Error ? error : messageOf(error), { itemIndex, message: messageOf(error) });
}

/** What a program behind the error output can act on, e.g. answer 400 with the field and the reason (R-LEAD-1). */
function detailsOf(error: unknown): IDataObject {
	if (!(error instanceof DeskError)) return { code: 'failed' };
	const details: IDataObject = { code: error.code, remedy: error.remedy };
	if (!(error instanceof InvalidInputError)) return details;
	const [first] = error.faults;
	return { ...details, ...(first && { field: first.field, reason: first.reason }), faults: error.faults.map(({ field, reason }) => ({ field, reason })) };
}

/**
 * The item that stands for a failed one when the node is set to continue. Its shape is n8n's: only an item with nothing but
 * `error`, `message` and `details` goes to the error output with its json intact. (Setting `item.error` would go there too,
 * but n8n 2.41 then replaces the whole json by `{ error: message }`: normalizeNodeErrors in workflow-execute.js.)
 */
export function errorItem(error: unknown, itemIndex: number): INodeExecutionData {
	return { json: { error: messageOf(error), details: detailsOf(error) }, pairedItem: { item: itemIndex } };
}
