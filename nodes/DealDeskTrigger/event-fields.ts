import type { INodeProperties } from 'n8n-workflow';

import { listenableKinds } from '../../src/desk/runtime/event-filters';

export const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['LeadStageChanged'],
	options: listenableKinds.map(({ kind, title }) => ({ name: title, value: kind })),
	description: 'What starts the workflow',
};

const fromList = 'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** Each narrows only the events that know such a thing; an empty one means any. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Origins',
			name: 'origins',
			type: 'multiOptions',
			default: [],
			options: [
				{ name: 'Imported', value: 'imported' },
				{ name: 'Made by the Package', value: 'generated', description: 'For example a generated contract' },
				{ name: 'Rejected by a Check', value: 'rejected', description: 'For example a scan that was sent back' },
				{ name: 'Set by a Person or Workflow', value: 'by_hand' },
			],
			description: 'How the subject came into its stage or status',
		},
		{
			displayName: 'Pipeline Names or IDs',
			name: 'pipelines',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getPipelines' },
			default: [],
			description: fromList,
		},
		{
			displayName: 'Priorities',
			name: 'priorities',
			type: 'multiOptions',
			default: [],
			options: [
				{ name: 'Cool (крутой)', value: 'cool' },
				{ name: 'Key (ключевой)', value: 'key' },
				{ name: 'Large (крупный)', value: 'large' },
				{ name: 'Medium (средний)', value: 'medium' },
				{ name: 'Small (мелкий)', value: 'small' },
			],
			description: 'The priority that a company was given',
		},
		{
			displayName: 'Register Names or IDs',
			name: 'registers',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getRegisters' },
			default: [],
			description: fromList,
		},
		{
			displayName: 'Stage Names or IDs',
			name: 'stages',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getStages', loadOptionsDependsOn: ['filters.pipelines'] },
			default: [],
			description: fromList,
		},
		{
			displayName: 'Status Names or IDs',
			name: 'statuses',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getStatuses', loadOptionsDependsOn: ['filters.registers'] },
			default: [],
			description: fromList,
		},
	],
};
