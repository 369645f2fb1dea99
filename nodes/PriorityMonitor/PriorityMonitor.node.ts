import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runNode } from '../shared/item-loop';
import { nodeMethods } from '../shared/node-methods';
import { propertiesOf } from '../shared/resource';
import { resources } from './resources';

/** Finds clients who come less often than their priority lets expect (R-PRI-2, R-PRI-3). */
export class PriorityMonitor implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Priority Monitor',
		name: 'priorityMonitor',
		icon: { light: 'file:priorityMonitor.svg', dark: 'file:priorityMonitor.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ { findDue: "find due clients", dryRun: "dry run", schedule: "plan mornings", unschedule: "stop mornings" }[$parameter["operation"]] }}',
		description: 'Find clients who have been silent for longer than their priority allows, and say why in numbers',
		defaults: { name: 'Priority Monitor' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'dealDeskApi', required: true, testedBy: 'dealDeskApiTest' }],
		hints: [
			{
				message: 'Each client comes out once per gap. Let a Notification stand behind this node, about the item (Subject: From the Item).',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "findDue" }}',
			},
		],
		properties: propertiesOf(resources),
	};

	methods = nodeMethods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
