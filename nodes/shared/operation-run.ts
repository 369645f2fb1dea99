import type { IExecuteFunctions, INode, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Call } from '../../src/call';
import type { Workspace } from '../../src/desk/workspace';
import { callOf } from './call-of';
import { effectKeysOf } from './effect-keys';
import { OperationItem } from './operation-item';
import type { Operation } from './resource';
import { StartItems } from './start-item';
import type { StartItem } from './start-item';
import { workspaceOf } from './workspace-of';

function findProperty(properties: readonly INodeProperties[], name: string): INodeProperties | undefined {
	for (const property of properties) {
		if (property.name === name) return property;
		const nested = (property.options ?? []).flatMap((option) => ('values' in option ? option.values : 'displayName' in option ? [option as INodeProperties] : []));
		const found = findProperty(nested, name);
		if (found) return found;
	}
	return undefined;
}

/** One execution of a node: what its items share, each worked out when it is first needed and once. */
export class OperationRun {
	readonly inputs: readonly INodeExecutionData[];
	readonly items: readonly OperationItem[];
	readonly node: INode;
	private opening: Promise<Workspace> | undefined;
	private starts: StartItems | undefined;
	private keys: readonly string[] | undefined;

	constructor(
		readonly context: IExecuteFunctions,
		readonly operation: Operation,
	) {
		this.inputs = context.getInputData();
		this.node = context.getNode();
		this.items = this.inputs.map((_, index) => new OperationItem(this, index));
	}

	async workspace(): Promise<Workspace> {
		this.opening ??= workspaceOf(this.context);
		return await this.opening;
	}

	startOf(index: number): StartItem | null {
		this.starts ??= new StartItems(this.context);
		return this.starts.of(index);
	}

	callOf(item: OperationItem): Call {
		return callOf(this, item);
	}

	/** All items get their keys at once, before the first one acts: one that fails must not shift those after it. */
	effectKeyOf(index: number): string {
		this.keys ??= effectKeysOf(this.context, this.items.map((item) => ({ start: this.startOrNull(item.index), about: this.aboutOf(item) })));
		return this.keys[index] ?? '';
	}

	/** What the operator calls a parameter. */
	titleOf(path: string): string {
		const name = path.split('.').at(-1) ?? path;
		const { properties, options = [] } = this.operation;
		return findProperty([...properties, ...options], name)?.displayName ?? name;
	}

	/** An item whose start cannot be told fails when it acts (`startOf`); until then, and for its neighbours, it has none. */
	startOrNull(index: number): StartItem | null {
		try {
			return this.startOf(index);
		} catch {
			return null;
		}
	}

	private aboutOf(item: OperationItem): string {
		try {
			return this.operation.about?.(item) ?? '';
		} catch {
			return '';
		}
	}
}
