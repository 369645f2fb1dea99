import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runNode } from '../shared/item-loop';
import { nodeMethods } from '../shared/node-methods';
import { propertiesOf } from '../shared/resource';
import { resources } from './resources';

/** Watches over a record until somebody reacts: first a notice, later a task with the head (R-REG-5). */
export class Escalation implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Escalation',
		name: 'escalation',
		icon: { light: 'file:escalation.svg', dark: 'file:escalation.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ [$parameter["operation"], $parameter["rule"]].filter(Boolean).join(": ") }}',
		description: 'Remind and escalate when nobody reacts in time, counted in working time and surviving restarts',
		defaults: { name: 'Escalation' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'dealDeskApi', required: true, testedBy: 'dealDeskApiTest' }],
		hints: [
			{
				message: 'What a step does stands behind an Escalation Trigger that listens to this rule. A step that no published workflow listens to stays due and shows in "Workspace: Get Status".',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "start" }}',
			},
		],
		properties: propertiesOf(resources),
	};

	methods = nodeMethods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
