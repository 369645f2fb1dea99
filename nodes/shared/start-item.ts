import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, IWorkflowDataProxyData } from 'n8n-workflow';

/**
 * Nodes that begin a run and may carry a delivery: our triggers, and the start of a workflow that another one called with
 * its items passed through.
 */
const STARTERS = new Set(['dealDeskTrigger', 'escalationTrigger', 'executeWorkflowTrigger']);

/** The delivery a run came from, as the trigger wrote it on its item (trigger-item.ts). */
export interface DeliveryRef {
	readonly id: number;
	readonly attempt: number;
}

/** The item a run began with, for one of the items a node has before it. */
export interface StartItem {
	readonly json: IDataObject;
	readonly delivery: DeliveryRef | null;
	/** The run was started by another workflow. */
	readonly called: boolean;
}

interface Starter {
	readonly name: string;
	readonly called: boolean;
	readonly items: readonly INodeExecutionData[];
}

/** The part of n8n's `$('Node')` that is used here; the data proxy is plain code, not the expression engine. */
interface NodeReference {
	readonly isExecuted: boolean;
	all(branch?: number): INodeExecutionData[];
}

const typeOf = (type: string) => type.slice(type.lastIndexOf('.') + 1);

function deliveryOn(json: IDataObject): DeliveryRef | null {
	const delivery = json.delivery as Partial<DeliveryRef> | null | undefined;
	if (typeof delivery !== 'object' || delivery === null) return null;
	const { id, attempt } = delivery;
	return Number.isSafeInteger(id) && Number.isSafeInteger(attempt) ? { id: Number(id), attempt: Number(attempt) } : null;
}

function executedStarters(context: IExecuteFunctions, proxy: IWorkflowDataProxyData): Starter[] {
	const candidates = context.getParentNodes(context.getNode().name).filter((node) => STARTERS.has(typeOf(node.type)));
	return candidates.flatMap(({ name, type }) => {
		const reference = proxy.$(name) as NodeReference;
		return reference.isExecuted ? [{ name, called: typeOf(type) === 'executeWorkflowTrigger', items: reference.all(0) }] : [];
	});
}

/** n8n says so when an item was made out of several: Aggregate, Summarize, a merge of unrelated items. */
function isAmbiguous(error: unknown): boolean {
	return error instanceof Error && 'context' in error && (error.context as { type?: string } | undefined)?.type === 'paired_item_multiple_matches';
}

/**
 * Finds for each item of a run the item it all began with, by n8n's item linking (`$getPairedItem`), so that it works
 * through nodes that rewrite the json, through Merge and through loops. Made once for an execution of a node.
 */
export class StartItems {
	private readonly starters: readonly Starter[];

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly proxy: IWorkflowDataProxyData,
	) {
		this.starters = executedStarters(context, proxy);
	}

	/**
	 * The start of one item, or null when no starter that can carry a delivery began this run.
	 * @throws {NodeOperationError} when it cannot be said which of several deliveries the item belongs to
	 */
	of(itemIndex: number): StartItem | null {
		for (const starter of this.starters) {
			const item = this.linkedTo(starter, itemIndex);
			if (item) return this.startItem(starter, item);
		}
		return this.onlyStartItem(itemIndex);
	}

	private startItem(starter: Starter, item: INodeExecutionData): StartItem {
		return { json: item.json, delivery: deliveryOn(item.json), called: starter.called };
	}

	private linkedTo(starter: Starter, itemIndex: number): INodeExecutionData | null {
		const link = this.context.getInputData()[itemIndex]?.pairedItem;
		if (typeof link !== 'object' || Array.isArray(link)) return null;
		try {
			return this.proxy.$getPairedItem(starter.name, this.context.getInputSourceData(link.input ?? 0), link);
		} catch (error) {
			if (isAmbiguous(error) && this.carriesSeveral(starter)) throw this.severalEvents(itemIndex, 'This item was made out of items of several events');
			return null;
		}
	}

	private carriesSeveral(starter: Starter): boolean {
		return new Set(starter.items.map((item) => deliveryOn(item.json)?.id)).size > 1;
	}

	/** The link is broken, but there is only one item it can have come from. */
	private onlyStartItem(itemIndex: number): StartItem | null {
		const [starter] = this.starters;
		if (!starter) return null;
		const deliveries = starter.items.filter((item) => deliveryOn(item.json) !== null);
		if (deliveries.length > 1) throw this.severalEvents(itemIndex, 'It cannot be told which event this item belongs to');
		const [item] = starter.items;
		return item && starter.items.length === 1 ? this.startItem(starter, item) : null;
	}

	private severalEvents(itemIndex: number, message: string): NodeOperationError {
		return new NodeOperationError(this.context.getNode(), `${message}, so it cannot be kept from happening twice`, {
			itemIndex,
			description: 'Set "Batch Size" of the trigger to 1, or let the nodes before this one keep their items linked to the trigger (a Code node has to return pairedItem).',
		});
	}
}
