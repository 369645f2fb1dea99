import type { ICredentialDataDecryptedObject, IExecuteFunctions, INode, INodeExecutionData, INodeProperties, IWorkflowDataProxyData } from 'n8n-workflow';

import type { Call } from '../../src/call';
import type { Workspace } from '../../src/desk/workspace';
import { callOf } from './call-of';
import { callOptions } from './call-options';
import { defaultValueLimits } from './checked-value';
import type { ValueLimits } from './checked-value';
import { effectKeysOf } from './effect-keys';
import { OperationItem } from './operation-item';
import type { Operation } from './resource';
import { StartItems } from './start-item';
import type { StartItem } from './start-item';
import { CREDENTIAL, limitsFrom, workspaceFrom } from './workspace-of';

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
	/** How much of everything a parameter may hold; set before the first item acts. */
	limits: ValueLimits = defaultValueLimits;
	private reading: Promise<ICredentialDataDecryptedObject> | undefined;
	private opening: Promise<Workspace> | undefined;
	private looking: IWorkflowDataProxyData | undefined;
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

	/** Reads the limits of the credential. One that cannot be read is told by the item that needs it. */
	async readLimits(): Promise<void> {
		this.limits = await this.credential().then(limitsFrom, () => defaultValueLimits);
	}

	async workspace(): Promise<Workspace> {
		this.opening ??= this.credential().then(workspaceFrom);
		return await this.opening;
	}

	/** Asked for once: n8n reads it from its database and decrypts it each time. */
	private async credential(): Promise<ICredentialDataDecryptedObject> {
		this.reading ??= this.context.getCredentials(CREDENTIAL);
		return await this.reading;
	}

	/** What expressions can see. n8n makes it anew each time it is asked for. */
	private get proxy(): IWorkflowDataProxyData {
		this.looking ??= this.context.getWorkflowDataProxy(0);
		return this.looking;
	}

	startOf(index: number): StartItem | null {
		this.starts ??= new StartItems(this.context, this.proxy);
		return this.starts.of(index);
	}

	callOf(item: OperationItem): Call {
		return callOf(this, item);
	}

	/** All items get their keys at once, before the first one acts: one that fails must not shift those after it. */
	effectKeyOf(index: number): string {
		this.keys ??= effectKeysOf(this.context, Number(this.proxy.$runIndex), this.items.map((item) => ({ start: this.startOrNull(item.index), about: this.aboutOf(item) })));
		return this.keys[index] ?? '';
	}

	/** What the operator calls a parameter. */
	titleOf(path: string): string {
		const name = path.split('.').at(-1) ?? path;
		const { properties, options = [] } = this.operation;
		return findProperty([...properties, ...options, ...callOptions], name)?.displayName ?? name;
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
