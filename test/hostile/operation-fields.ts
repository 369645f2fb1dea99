import type { INodeProperties } from 'n8n-workflow';

import { resources as dealDesk } from '../../nodes/DealDesk/resources';
import { resources as document } from '../../nodes/Document/resources';
import { resources as escalation } from '../../nodes/Escalation/resources';
import { reserve } from '../../nodes/OnlyOnce/reserve.operation';
import { resources as priorityMonitor } from '../../nodes/PriorityMonitor/resources';
import { resources as salesReport } from '../../nodes/SalesReport/resources';
import { callOptions } from '../../nodes/shared/call-options';
import type { Operation, Resource } from '../../nodes/shared/resource';

export interface NamedOperation {
	/** "Deal Desk, lead: takeIn" */
	readonly name: string;
	readonly operation: Operation;
}

const nodes: Readonly<Record<string, readonly Resource[]>> = {
	'Deal Desk': dealDesk,
	Document: document,
	Escalation: escalation,
	'Only Once': [{ resource: '', title: 'Gate', operations: [reserve] }],
	'Priority Monitor': priorityMonitor,
	'Sales Report': salesReport,
};

/** Every operation of every node, from the lists the nodes themselves are made of: a new one is here by itself. */
export const allOperations: readonly NamedOperation[] = Object.entries(nodes).flatMap(([node, resources]) =>
	resources.flatMap(({ resource, operations }) => operations.map((operation) => ({ name: `${node}${resource && `, ${resource}`}: ${operation.value}`, operation }))),
);

export interface Field {
	/** As `getNodeParameter` takes it: "title", "changes.name", "steps.step[].amount". */
	readonly path: string;
	readonly property: INodeProperties;
}

function fieldsOf(property: INodeProperties, prefix: string): Field[] {
	const path = `${prefix}${property.name}`;
	if (property.type === 'collection') return (property.options as INodeProperties[]).flatMap((option) => fieldsOf(option, `${path}.`));
	if (property.type === 'fixedCollection') {
		const groups = property.options as Array<{ name: string; values: INodeProperties[] }>;
		return groups.flatMap(({ name, values }) => values.flatMap((value) => fieldsOf(value, `${path}.${name}[].`)));
	}
	return [{ path, property }];
}

/** Everything an operator or an expression can put into an operation. */
export function inputsOf({ properties, options = [], changes }: Operation): Field[] {
	const all = [...properties.flatMap((property) => fieldsOf(property, '')), ...[...options, ...(changes ? callOptions : [])].flatMap((option) => fieldsOf(option, 'options.'))];
	return all.filter(({ path }, index) => all.findIndex((other) => other.path === path) === index);
}

/** A copy of the parameters with one of them replaced; what is on the way to it is made. */
export function withValue(parameters: Readonly<Record<string, unknown>>, path: string, value: unknown): Record<string, unknown> {
	const copy = structuredClone(parameters) as Record<string, unknown>;
	let here = copy;
	const parts = path.split('.');
	for (const part of parts.slice(0, -1)) {
		const name = part.replace('[]', '');
		const isList = part.endsWith('[]');
		here[name] ??= isList ? [{}] : {};
		here = (isList ? (here[name] as unknown[])[0] : here[name]) as Record<string, unknown>;
	}
	here[parts.at(-1) ?? ''] = value;
	return copy;
}
