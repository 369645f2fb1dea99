import { recordFailedRun as keepFailedRun } from '../../../../src/desk/operations/record-failed-run';
import { effect } from '../../../shared/output';
import type { Operation } from '../../../shared/resource';

export const recordFailedRun: Operation = {
	value: 'recordFailedRun',
	name: 'Record Failed Run',
	action: 'Record a failed run',
	description: 'Keep what an Error Trigger heard as the event "Run of a workflow failed", so that the operator is told of it once, also after the mail server was down',
	changes: true,
	properties: [
		{ displayName: 'Failed Workflow', name: 'failedWorkflow', type: 'string', default: '', required: true, placeholder: 'e.g. {{ $json.workflow.name }}' },
		{ displayName: 'Failed Node', name: 'failedNode', type: 'string', default: '', placeholder: 'e.g. {{ $json.execution.lastNodeExecuted }}' },
		{ displayName: 'Error', name: 'failure', type: 'string', default: '', placeholder: 'e.g. {{ $json.execution.error.message }}' },
		{ displayName: 'Execution URL', name: 'executionUrl', type: 'string', default: '', placeholder: 'e.g. {{ $json.execution.url }}' },
	],
	async execute(item) {
		const run = { workflow: item.text('failedWorkflow'), node: item.text('failedNode'), error: item.text('failure'), url: item.text('executionUrl') };
		return effect(await keepFailedRun(await item.workspace(), run, item.call()));
	},
};
