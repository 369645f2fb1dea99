import type { INodeProperties } from 'n8n-workflow';

import { defaultTargets } from '../../../src/cadence/priority-policy';
import type { PriorityPolicy } from '../../../src/cadence/priority-policy';
import { priorities } from '../../../src/crm/company';
import type { Priority } from '../../../src/crm/company';
import { priorityTitles } from '../../../src/texts';
import type { OperationItem } from '../../shared/operation-item';

/** 'small' → 'targetSmall': what workflow JSON stores. */
const fieldOf = (priority: Priority): string => `target${priority.charAt(0).toUpperCase()}${priority.slice(1)}`;
const titleOf = (priority: Priority): string => `${priority.charAt(0).toUpperCase()}${priority.slice(1)}`;

// The default is there; the rule sees literals only.
// eslint-disable-next-line n8n-nodes-base/node-param-default-missing
const targetField = (priority: Priority, title: string): INodeProperties => ({
	displayName: title,
	name: fieldOf(priority),
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 365 },
	default: defaultTargets[priority],
	description: `Requests expected in 365 days of a client with the priority «${priorityTitles[priority]}»; 0 leaves such clients alone`,
});

/** One number for each priority, in their order (R-PRI-2: editable). */
export const targetFields: INodeProperties[] = priorities.map((priority) => targetField(priority, `Requests a Year: ${titleOf(priority)}`));

/** The targets to compare with, as a collection: what is not added has its default. */
export const currentTargets: INodeProperties = {
	displayName: 'Compare With',
	name: 'current',
	type: 'collection',
	placeholder: 'Add Target in Force',
	default: {},
	description: 'Targets in force now; those that are not added are 1, 4, 8, 12 and 20',
	options: [...priorities].sort().map((priority) => targetField(priority, `Requests a Year: ${titleOf(priority)}`)),
};

export const restOption: INodeProperties = {
	displayName: 'Rest After Contact (%)',
	name: 'restPercent',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100 },
	default: 50,
	description: 'A client who is behind the yearly target is left alone for this share of the gap after a request or contact',
};

/** The policy under `prefix` ('' for the fields themselves); a field that is missing or emptied has its default. */
export function policyOf(item: OperationItem, prefix: '' | 'current.' = ''): PriorityPolicy {
	const targets = Object.fromEntries(priorities.map((priority) => [priority, item.maybeNumber(`${prefix}${fieldOf(priority)}`) ?? defaultTargets[priority]]));
	return { targets: targets as Record<Priority, number>, restPercent: item.maybeNumber('options.restPercent') ?? 50 };
}
