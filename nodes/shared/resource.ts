import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { callOptions } from './call-options';
import { mergedProperties } from './merged-properties';
import type { OperationForm } from './merged-properties';
import type { OperationItem } from './operation-item';
import type { Output } from './output';

/*
 * How a node of this package is made.
 *
 *   nodes/<Node>/<Node>.node.ts                          description and one-line execute, no logic
 *   nodes/<Node>/actions/<resource>/<resource>.resource.ts   a Resource: what it is called and its operations
 *   nodes/<Node>/actions/<resource>/<verb>.operation.ts      an Operation: words, properties, execute
 *
 * A resource is a value, an operation is a value. The node lists its resources once; dropdowns, display options and
 * dispatch are derived here, so a new operation is one file and one entry in its resource, and there is no switch.
 *
 * `execute(item)` reads parameters from the item, calls ONE use case of src/desk with `(await item.workspace(), input,
 * item.call())` and maps the answer with `effect(...)`, `record(...)` or `records(...)` of output.ts. It throws what the use
 * case throws: the loop (item-loop.ts) turns it into n8n's errors, for all nodes alike.
 *
 * Properties are written WITHOUT the display options for resource and operation; they are added here, and those that several
 * operations have alike become one (merged-properties.ts). An operation that
 * changes something says `changes: true` and gets the options "On Behalf Of" and "Once Key" (call-options.ts) and an
 * effect key (effect-keys.ts). What the operation is about is said in `about`, so that the items of one event are told
 * apart by their subject and not by their order alone.
 */
export interface Operation {
	/** What workflow JSON stores; never changed after a release. */
	readonly value: string;
	/** Title Case, as in the dropdown. */
	readonly name: string;
	/** Sentence case, as in n8n's list of actions: "Move a lead to a stage". */
	readonly action: string;
	readonly description: string;
	readonly properties: readonly INodeProperties[];
	/** Further entries of the collection "Options". */
	readonly options?: readonly INodeProperties[];
	/** Whether it changes the workspace: then its effect happens once per cause (R-CORE-2). */
	readonly changes: boolean;
	/** The subject in short, e.g. "lead 12": see effect-keys.ts. Absent: items of one event are told apart by their order. */
	readonly about?: (item: OperationItem) => string;
	readonly execute: (item: OperationItem) => Promise<Output | readonly Output[]>;
	/** For an operation that is often given very many items: all of them at once. One item goes to `execute`. */
	readonly executeAll?: ExecuteAll;
}

/** What became of an item. */
export type ItemAnswer = { readonly outputs: Output | readonly Output[] } | { readonly error: unknown };

/**
 * @param stopAtFailure nothing behind the first item that fails is done
 * @returns an answer for each item in their order; fewer after a stop
 */
export type ExecuteAll = (items: readonly OperationItem[], stopAtFailure: boolean) => Promise<readonly ItemAnswer[]>;

export interface Resource {
	/** What workflow JSON stores. Empty for a node with one resource, which then shows no resource dropdown. */
	readonly resource: string;
	/** Title Case, singular. */
	readonly title: string;
	/** The first one is what a new node starts with. */
	readonly operations: readonly Operation[];
}

const byName = (left: INodePropertyOptions, right: INodePropertyOptions) => left.name.localeCompare(right.name, 'en');

function resourceProperty(resources: readonly Resource[]): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		default: resources[0]?.resource ?? '',
		options: resources.map((resource) => ({ name: resource.title, value: resource.resource })).sort(byName),
	};
}

function operationProperty(resource: Resource, show: IDisplayOptions['show']): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: resource.operations[0]?.value ?? '',
		options: resource.operations.map(({ name, value, action, description }) => ({ name, value, action, description })).sort(byName),
		...(show && { displayOptions: { show } }),
	};
}

const byDisplayName = (left: INodeProperties, right: INodeProperties) => left.displayName.localeCompare(right.displayName, 'en');

function optionsProperty(operation: Operation): INodeProperties[] {
	const options = [...(operation.options ?? []), ...(operation.changes ? callOptions : [])];
	if (options.length === 0) return [];
	return [{ displayName: 'Options', name: 'options', type: 'collection', placeholder: 'Add Option', default: {}, options: options.sort(byDisplayName) }];
}

/** All properties of a node, from its resources. Where there is nothing to choose, no dropdown is shown. */
export function propertiesOf(resources: readonly Resource[]): INodeProperties[] {
	const [only, ...others] = resources.flatMap(({ operations }) => operations);
	if (only && others.length === 0) return [...only.properties, ...optionsProperty(only)];
	const single = resources.length === 1 && resources[0]?.resource === '';
	const dropdowns = resources.map((resource) => operationProperty(resource, single ? undefined : { resource: [resource.resource] }));
	const forms = resources.flatMap(({ resource, operations }) => operations.map((operation): OperationForm => ({ ...(!single && { resource }), operation: operation.value, properties: [...operation.properties, ...optionsProperty(operation)] })));
	return [...(single ? [] : [resourceProperty(resources)]), ...dropdowns, ...mergedProperties(forms)];
}

/** The operation a node is set to, or undefined when this version of the package has none of that name. */
export function findOperation(resources: readonly Resource[], resource: string, operation: string): Operation | undefined {
	return resources.find((candidate) => candidate.resource === resource)?.operations.find((candidate) => candidate.value === operation);
}
