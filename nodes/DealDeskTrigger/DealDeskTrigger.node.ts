import type { INodeType, INodeTypeDescription, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { filtersOf } from '../../src/desk/runtime/event-filters';
import type { EventKind } from '../../src/desk/runtime/event-filters';
import { deliver } from '../shared/deliver';
import { nodeMethods } from '../shared/node-methods';
import { eventJson } from '../shared/trigger-item';
import { batchSizeField, chosenValues, endsAtOnceHint, eventTriggerOptions } from '../shared/trigger-settings';
import { eventsField, filtersField } from './event-fields';

/** Starts a workflow for what happens in a workspace: at least once, acknowledged when the run has succeeded (R-CORE-1). */
export class DealDeskTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Deal Desk Trigger',
		name: 'dealDeskTrigger',
		icon: { light: 'file:dealDeskTrigger.svg', dark: 'file:dealDeskTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens to leads, deals, companies or documents',
		eventTriggerDescription: '',
		activationMessage: 'From now on every matching event starts this workflow, also those that happen while n8n is down.',
		defaults: { name: 'Deal Desk Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dealDeskApi', required: true, testedBy: 'dealDeskApiTest' }],
		hints: [endsAtOnceHint],
		properties: [eventsField, filtersField, batchSizeField, eventTriggerOptions],
	};

	methods = nodeMethods;

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const kinds = chosenValues(this, 'events') as EventKind[];
		if (kinds.length === 0) throw new NodeOperationError(this.getNode(), 'Choose at least one event to listen to');
		const filters = filtersOf({
			kinds,
			pipelines: chosenValues(this, 'filters.pipelines'),
			stages: chosenValues(this, 'filters.stages'),
			registers: chosenValues(this, 'filters.registers'),
			statuses: chosenValues(this, 'filters.statuses'),
			priorities: chosenValues(this, 'filters.priorities'),
			origins: chosenValues(this, 'filters.origins'),
		});
		return await deliver(this, filters, eventJson);
	}
}
