import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runOperation } from '../shared/item-loop';
import { nodeMethods } from '../shared/node-methods';
import { propertiesOf } from '../shared/resource';
import { reserve } from './reserve.operation';

/** Outputs by what the ledger answered; anything else (an error that the node goes on after) is for a person. */
const OUTPUT_OF: Readonly<Record<string, number>> = { first: 0, already_done: 1, overtaken: 1, needs_person: 2 };
const NEEDS_PERSON = 2;

/** The gate before nodes of others (mail, messengers): reserve here, let them act, confirm with Guarded Effect (R-CORE-2). */
export class OnlyOnce implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Only Once',
		name: 'onlyOnce',
		icon: { light: 'file:onlyOnce.svg', dark: 'file:onlyOnce.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["kind"] }}',
		description: 'Lets a mail or message behind it happen once per cause, however often the workflow runs',
		defaults: { name: 'Only Once' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['First Time', 'Skip', 'Unclear'],
		usableAsTool: true,
		credentials: [{ name: 'dealDeskApi', required: true, testedBy: 'dealDeskApiTest' }],
		hints: [
			{
				message: 'Behind the acting node stands "Deal Desk → Guarded Effect: Confirm". Without it the effect counts as unknown the next time, and a person is asked.',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
			},
		],
		properties: propertiesOf([{ resource: '', title: 'Gate', operations: [reserve] }]),
	};

	methods = nodeMethods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const outputs: INodeExecutionData[][] = [[], [], []];
		for (const item of await runOperation(this, reserve)) {
			const output = OUTPUT_OF[String(item.json.outcome)] ?? NEEDS_PERSON;
			outputs[output]?.push(item);
		}
		return outputs;
	}
}
