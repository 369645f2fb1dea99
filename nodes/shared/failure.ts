import { ExpressionError, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { DatabaseUnavailableError } from '../../src/desk/open-workspace';
import { refusalForPeople } from '../../src/desk/refusals';
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

/** Whether the request was judged and refused. Everything else says nothing about it: the database is away, the disk is full, we made a mistake. */
const isRefusal = (error: unknown): boolean => error instanceof DeskError || error instanceof NodeOperationError || error instanceof ExpressionError;

/**
 * What a program behind the error output can act on: answer 400 with the field and the reason (R-LEAD-1), or, with `tryAgain`, 503, so
 * that the sender keeps the request and sends it again (R-CORE-6).
 */
function detailsOf(error: unknown): IDataObject {
	if (error instanceof DatabaseUnavailableError) return { code: 'unavailable', tryAgain: true, remedy: 'Nothing is wrong with the request: send the same again later.' };
	if (!(error instanceof DeskError)) return { code: 'failed', tryAgain: !isRefusal(error) };
	const details: IDataObject = { code: error.code, tryAgain: false, remedy: error.remedy };
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
	return { json: { error: messageOf(error), details: { ...detailsOf(error), forPeople: refusalForPeople(error, isRefusal(error)) } }, pairedItem: { item: itemIndex } };
}
