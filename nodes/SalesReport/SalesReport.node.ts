import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runNode } from '../shared/item-loop';
import { nodeMethods } from '../shared/node-methods';
import { propertiesOf } from '../shared/resource';
import { resources } from './resources';

/** Closes the months of departments and reports on payments and on managers (R-PAY-2 to R-PAY-4, R-STAT-1). */
export class SalesReport implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sales Report',
		name: 'salesReport',
		icon: { light: 'file:salesReport.svg', dark: 'file:salesReport.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Close the month of a department, report on payments and on what managers achieve, as .xlsx and as a page with charts',
		defaults: { name: 'Sales Report' },
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
