import type { INodeType, INodeTypeDescription, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { stepFiltersOf } from '../../src/desk/runtime/event-filters';
import { deliver } from '../shared/deliver';
import { nodeMethods } from '../shared/node-methods';
import { stepJson } from '../shared/trigger-item';
import { batchSizeField, chosenValues, endsAtOnceHint, stepTriggerOptions } from '../shared/trigger-settings';

/** Starts a workflow when a step of an escalation falls due and its subject still stands where it stood (R-CORE-3, R-REG-5). */
export class EscalationTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Escalation Trigger',
		name: 'escalationTrigger',
		icon: { light: 'file:escalationTrigger.svg', dark: 'file:escalationTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["rules"] || "any rule", $parameter["steps"] || "any step"].join(": ") }}',
		description: 'Starts the workflow when nobody has reacted in time and a step of an escalation falls due',
		eventTriggerDescription: '',
		activationMessage: 'From now on every step that falls due starts this workflow, also those that fall due while n8n is down.',
		defaults: { name: 'Escalation Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dealDeskApi', required: true, testedBy: 'dealDeskApiTest' }],
		hints: [endsAtOnceHint],
		properties: [
			{
				displayName: 'Rules',
				name: 'rules',
				type: 'string',
				default: '',
				placeholder: 'e.g. contract-not-signed, scan-to-original',
				description: 'Comma-separated list of the rules to listen to, as the Escalation node names them. Empty means every rule.',
			},
			{
				displayName: 'Steps',
				name: 'steps',
				type: 'string',
				default: '',
				placeholder: 'e.g. remind, task',
				description: 'Comma-separated list of the steps to listen to. Empty means every step.',
			},
			batchSizeField,
			stepTriggerOptions,
		],
	};

	methods = nodeMethods;

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await deliver(this, stepFiltersOf(chosenValues(this, 'rules'), chosenValues(this, 'steps')), stepJson);
	}
}
