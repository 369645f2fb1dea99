/** What the shipped workflows say is what our nodes listen to: n8n drops a parameter that a node does not have, without a word. */
import type { INodeParameters, INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { shippedWorkflows } from '../../scripts/lib/shipped-workflows.mjs';
import { HarnessNodeTypes } from '../harness/node-types';

interface ShippedNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: [number, number];
	readonly parameters: INodeParameters;
}

const OURS = 'n8n-nodes-deal-desk.';
const nodes = shippedWorkflows().flatMap(({ name: workflow, nodes: list }) => (list as ShippedNode[]).filter(({ type }) => type.startsWith(OURS)).map((node) => [`${workflow}: ${node.name}`, node] as const));
let types: Awaited<ReturnType<typeof HarnessNodeTypes.load>>;

beforeAll(async () => {
	types = await HarnessNodeTypes.load();
});

const descriptionOf = (node: ShippedNode): INodeTypeDescription => types.getByNameAndVersion(node.type).description;

/** What n8n leaves of the parameters when it opens the node. */
const kept = (node: ShippedNode): INodeParameters | null => {
	const description = descriptionOf(node);
	return NodeHelpers.getNodeParameters(description.properties, node.parameters, true, false, { typeVersion: node.typeVersion }, description);
};

function wrongChoices(properties: readonly INodeProperties[], values: INodeParameters, path: string): string[] {
	return properties.flatMap((property) => {
		const value = values[property.name];
		if (value === undefined) return [];
		const place = path + property.name;
		if (property.type === 'collection') return wrongChoices(property.options as INodeProperties[], value as INodeParameters, `${place}.`);
		if (property.type === 'fixedCollection') {
			return (property.options as Array<{ name: string; values: INodeProperties[] }>).flatMap((group) =>
				[(value as INodeParameters)[group.name] ?? []].flat().flatMap((row) => wrongChoices(group.values, row as INodeParameters, `${place}.`)),
			);
		}
		if (!['options', 'multiOptions'].includes(property.type) || property.typeOptions?.loadOptionsMethod) return [];
		const offered = (property.options as INodePropertyOptions[]).map((option) => option.value);
		return [value].flat().filter((chosen) => !(typeof chosen === 'string' && chosen.startsWith('=')) && !offered.includes(chosen as string)).map((chosen) => `${place}: ${String(chosen)}`);
	});
}

it.each(nodes)('%s sets only parameters that its node has', (_, node) => {
	expect(kept(node)).toMatchObject(node.parameters);
});

it.each(nodes)('%s chooses only from what is offered', (_, node) => {
	const { properties } = descriptionOf(node);
	const shown = properties.filter((property) => NodeHelpers.displayParameter(node.parameters, property, { typeVersion: node.typeVersion }, descriptionOf(node)));
	expect(wrongChoices(shown, node.parameters, '')).toEqual([]);
});
