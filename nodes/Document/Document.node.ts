import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runNode } from '../shared/item-loop';
import { nodeMethods } from '../shared/node-methods';
import { propertiesOf } from '../shared/resource';
import { resources } from './resources';

/** Makes documents: contracts of deals, and any .docx from a template (R-CON-1..3). */
export class Document implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Document',
		name: 'document',
		icon: { light: 'file:document.svg', dark: 'file:document.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Generate contracts per legal entity, and fill .docx templates',
		defaults: { name: 'Document' },
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
