/** What an operator finds on the canvas: resources, operations and fields that agree with each other. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import packageJson from '../../package.json';
import { HarnessNodeTypes } from '../harness/node-types';

const root = join(__dirname, '..', '..');

interface RegisteredNode {
	readonly file: string;
	readonly description: INodeTypeDescription;
}

let nodes: RegisteredNode[] = [];

beforeAll(async () => {
	const types = await HarnessNodeTypes.load();
	nodes = packageJson.n8n.nodes.map((file: string) => {
		const [className = ''] = (file.split('/').at(-1) ?? '').split('.');
		const name = `${className.charAt(0).toLowerCase()}${className.slice(1)}`;
		return { file, description: types.getByNameAndVersion(`${packageJson.name}.${name}`).description };
	});
});

const optionsOf = (property: INodeProperties | undefined) => (property?.options ?? []) as INodePropertyOptions[];
const valuesOf = (property: INodeProperties | undefined) => optionsOf(property).map(({ value }) => value);
const shownFor = (property: INodeProperties, field: string) => property.displayOptions?.show?.[field] as unknown[] | undefined;

/** Fields inside collections and fixed collections as well. */
function allProperties(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inner = (property.options ?? []).flatMap((option) => ('values' in option ? option.values : 'displayName' in option && 'type' in option ? [option as INodeProperties] : []));
		return [property, ...allProperties(inner)];
	});
}

it('every node has a light and a dark icon that exist, and a subtitle', () => {
	for (const { file, description } of nodes) {
		// n8n's loader has turned `file:` into an address below /icons/<package>/.
		const { light, dark } = description.iconUrl as { light: string; dark: string };
		expect(light).not.toBe(dark);
		for (const icon of [light, dark]) {
			const source = icon.replace(`icons/${packageJson.name}/`, '').replace(/^dist\//, '');
			expect({ file, icon, exists: existsSync(join(root, source)) }).toEqual({ file, icon, exists: true });
		}
		expect({ file, subtitle: description.subtitle }).toEqual({ file, subtitle: expect.stringMatching(/\S/) });
	}
});

it('every resource has operations, and every operation belongs to a resource that exists', () => {
	for (const { file, description } of nodes) {
		const resources = valuesOf(description.properties.find(({ name }) => name === 'resource'));
		if (resources.length === 0) continue;
		const served = description.properties.filter(({ name }) => name === 'operation').flatMap((property) => shownFor(property, 'resource') ?? []);
		expect({ file, resources: [...served].sort() }).toEqual({ file, resources: [...resources].sort() });
	}
});

it('operations have unique values and an action that n8n shows in its list', () => {
	for (const { file, description } of nodes) {
		for (const property of description.properties.filter(({ name }) => name === 'operation')) {
			const values = valuesOf(property);
			expect({ file, values: [...new Set(values)] }).toEqual({ file, values });
			expect(values).toContain(property.default);
			for (const option of optionsOf(property)) expect({ file, option }).toEqual({ file, option: expect.objectContaining({ action: expect.stringMatching(/\S/) }) });
		}
	}
});

it('fields are shown for resources and operations that exist', () => {
	for (const { file, description } of nodes) {
		const resources = valuesOf(description.properties.find(({ name }) => name === 'resource'));
		const operations = description.properties.filter(({ name }) => name === 'operation').flatMap(valuesOf);
		for (const property of description.properties) {
			for (const [field, known] of [['resource', resources], ['operation', operations]] as const) {
				const unknown = (shownFor(property, field) ?? []).filter((value) => typeof value === 'string' && !known.includes(value));
				expect({ file, property: property.name, field, unknown }).toEqual({ file, property: property.name, field, unknown: [] });
			}
		}
	}
});

it('lists that are loaded say how to give an id instead', () => {
	for (const { file, description } of nodes) {
		for (const { name, typeOptions, description: text } of allProperties(description.properties)) {
			if (!typeOptions?.loadOptionsMethod) continue;
			expect({ file, name, text }).toEqual({ file, name, text: expect.stringMatching(/Choose from the list, or specify (an ID|IDs) using an <a/) });
		}
	}
});

it('a trigger is named one, starts a workflow and takes no input', () => {
	for (const { file, description } of nodes.filter(({ file }) => /Trigger\.node\.js$/.test(file))) {
		expect({ file, displayName: description.displayName, group: description.group, inputs: description.inputs }).toEqual({ file, displayName: expect.stringMatching(/Trigger$/), group: ['trigger'], inputs: [] });
	}
});

it('no list has only one entry: where there is nothing to choose, nothing is asked', () => {
	// A resource with one operation is the exception: beside others, the list says that there is one.
	for (const { file, description } of nodes.filter(({ description: { properties } }) => !properties.some(({ name }) => name === 'resource'))) {
		const lonely = allProperties(description.properties).filter(({ type, options }) => type === 'options' && options?.length === 1);
		expect({ file, lonely: lonely.map(({ name }) => name) }).toEqual({ file, lonely: [] });
	}
});
