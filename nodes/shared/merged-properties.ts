import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/*
 * n8n goes through all properties of a node three times for every execution and every such node of the workflow, comparing names
 * with names and display options with values. So what several operations ask for alike is ONE property that is shown for all
 * of them.
 */

/** What one operation asks for, in the order of its form. */
export interface OperationForm {
	/** Absent in a node with one resource. */
	readonly resource?: string;
	readonly operation: string;
	readonly properties: readonly INodeProperties[];
}

/** A property in its place, and the forms it is part of. */
interface Entry {
	readonly alike: string;
	readonly property: INodeProperties;
	readonly forms: OperationForm[];
}

/** Takes a form into the list, which keeps the order of every form: what is there already, further on, is shared. */
function takeIn(entries: Entry[], form: OperationForm): void {
	let next = 0;
	for (const property of form.properties) {
		const alike = JSON.stringify(property);
		const shared = entries.findIndex((entry, place) => place >= next && entry.alike === alike);
		if (shared === -1) entries.splice(next, 0, { alike, property, forms: [form] });
		else entries[shared]?.forms.push(form);
		next = (shared === -1 ? next : shared) + 1;
	}
}

/** Operations of resources that display options can name together: they are meant each with each. */
interface Block {
	readonly resources: readonly (string | undefined)[];
	readonly operations: readonly string[];
}

const union = <T>(left: readonly T[], right: readonly T[]): T[] => [...new Set([...left, ...right])];

/** As few blocks as are found by adding resource to resource, none of which holds an operation of `others`. */
function blocksOf(forms: readonly OperationForm[], others: readonly OperationForm[]): Block[] {
	const blocks: Block[] = [];
	const names = (block: Block, { resource, operation }: OperationForm) => block.resources.includes(resource) && block.operations.includes(operation);
	for (const resource of new Set(forms.map((form) => form.resource))) {
		const alone: Block = { resources: [resource], operations: forms.filter((form) => form.resource === resource).map(({ operation }) => operation) };
		const joined = blocks.map((block): Block => ({ resources: union(block.resources, alone.resources), operations: union(block.operations, alone.operations) }));
		const fitting = joined.findIndex((block) => !others.some((other) => names(block, other)));
		if (fitting === -1) blocks.push(alone);
		else blocks[fitting] = joined[fitting] as Block;
	}
	return blocks;
}

function shownFor(property: INodeProperties, { resources, operations }: Block): INodeProperties {
	const resource = resources.filter((name) => name !== undefined);
	const show: IDisplayOptions['show'] = { ...(resource.length > 0 && { resource }), operation: [...operations], ...property.displayOptions?.show };
	return { ...property, displayOptions: { ...property.displayOptions, show } };
}

/** The properties of all forms with their display options, each form in its own order. */
export function mergedProperties(forms: readonly OperationForm[]): INodeProperties[] {
	const entries: Entry[] = [];
	for (const form of forms) takeIn(entries, form);
	return entries.flatMap(({ property, forms: having }) => blocksOf(having, forms.filter((form) => !having.includes(form))).map((block) => shownFor(property, block)));
}
