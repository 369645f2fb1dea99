import type { INodeProperties, ITriggerFunctions, NodeHint } from 'n8n-workflow';
import { MINUTE_MS } from '../../src/milliseconds';

/** What somebody who builds the workflow has to know beforehand. */
export const endsAtOnceHint: NodeHint = {
	message: 'An event counts as done when the run has succeeded. Do not put a Wait node or an approval behind this trigger: start an Escalation instead.',
	type: 'info',
	location: 'ndv',
	whenToDisplay: 'beforeExecution',
};

/** How many at a time, shown beside the filters: it decides how many n8n executions there are. */
export const batchSizeField: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 500 },
	default: 50,
	description: 'How many events one run of the workflow gets as items at most. When a run fails, each of them comes back alone.',
};

const whenBackOption: INodeProperties = {
	displayName: 'When Workflow Comes Back',
	name: 'whenBack',
	type: 'options',
	default: 'backlog',
	options: [
		{ name: 'Deliver the Backlog', value: 'backlog', description: 'What happened while the workflow was off or n8n was down' },
		{ name: 'Start From Now', value: 'from_now', description: 'Pass over it; it stays visible in the list of deliveries' },
	],
	description: 'What to do with events from the time the workflow was off',
};

const mostAttemptsOption: INodeProperties = {
	displayName: 'Attempts Before Parking',
	name: 'mostAttempts',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 20 },
	default: 6,
	description: 'How often an event is tried before it is set aside for a person. The pauses grow from 5 seconds to an hour.',
};

const longestRunOption: INodeProperties = {
	displayName: 'Longest Run (Minutes)',
	name: 'longestRunMinutes',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1440 },
	default: 15,
	description:
		'How long a run of this workflow may take. Of a longer one nothing is awaited any more, and its events are tried again: so it is when Redis lost its data in queue mode and n8n never learns how the run ended.',
};

const movedOnOption: INodeProperties = {
	displayName: 'If the Subject Has Moved On',
	name: 'movedOn',
	type: 'options',
	default: 'skip',
	options: [
		{ name: 'Deliver Nevertheless', value: 'deliver' },
		{ name: 'Skip the Event', value: 'skip', description: 'With the reason kept' },
	],
	description: 'What to do with "entered a stage or status" when the subject has left it before the workflow ran',
};

function optionsField(options: INodeProperties[]): INodeProperties {
	return { displayName: 'Options', name: 'options', type: 'collection', placeholder: 'Add Option', default: {}, options };
}

export const eventTriggerOptions = optionsField([mostAttemptsOption, movedOnOption, longestRunOption, whenBackOption]);
/** A step of an escalation whose subject moved on is never delivered, so there is nothing to choose. */
export const stepTriggerOptions = optionsField([mostAttemptsOption, longestRunOption, whenBackOption]);


export interface TriggerSettings {
	readonly batchSize: number;
	readonly mostAttempts: number;
	readonly longestRunMs: number;
	readonly whenBack: 'backlog' | 'from_now';
	readonly skipOvertaken: boolean;
}

const between = (least: number, value: unknown, most: number, otherwise: number): number => {
	const number = Math.trunc(Number(value));
	return Number.isFinite(number) ? Math.min(Math.max(number, least), most) : otherwise;
};

export function readTriggerSettings(context: ITriggerFunctions): TriggerSettings {
	return {
		batchSize: between(1, context.getNodeParameter('batchSize', 50), 500, 50),
		mostAttempts: between(1, context.getNodeParameter('options.mostAttempts', 6), 20, 6),
		longestRunMs: between(1, context.getNodeParameter('options.longestRunMinutes', 15), 1440, 15) * MINUTE_MS,
		whenBack: context.getNodeParameter('options.whenBack', 'backlog') === 'from_now' ? 'from_now' : 'backlog',
		skipOvertaken: context.getNodeParameter('options.movedOn', 'skip') !== 'deliver',
	};
}

/** The values of a multi-select, or of a comma-separated list. */
export function chosenValues(context: ITriggerFunctions, path: string): string[] {
	const given = context.getNodeParameter(path, []) as unknown;
	const values = Array.isArray(given) ? given.map(String) : String(given ?? '').split(',');
	return values.map((value) => value.trim()).filter((value) => value !== '');
}
