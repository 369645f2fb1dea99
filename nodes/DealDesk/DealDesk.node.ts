import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runNode } from '../shared/item-loop';
import { nodeMethods } from '../shared/node-methods';
import { propertiesOf } from '../shared/resource';
import { resources } from './resources';

/** Works with the records of a workspace: leads, deals, registers, notices, tasks and the organisation. */
export class DealDesk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Deal Desk',
		name: 'dealDesk',
		icon: { light: 'file:dealDesk.svg', dark: 'file:dealDesk.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with leads, deals, document registers, notices and tasks of a sales back office',
		defaults: { name: 'Deal Desk' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'dealDeskApi', required: true, testedBy: 'dealDeskApiTest' }],
		properties: propertiesOf(resources),
	};

	methods = nodeMethods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
