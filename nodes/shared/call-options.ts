import type { INodeProperties } from 'n8n-workflow';

/** Options of every operation that changes something; `callOf` reads them. */
export const callOptions: readonly INodeProperties[] = [
	{
		displayName: 'On Behalf Of',
		name: 'actor',
		type: 'string',
		default: '',
		placeholder: 'e.g. Анна Главная',
		description: 'Name of the person who decided this, for the history. Empty means the workflow itself.',
	},
	{
		displayName: 'Once Key',
		name: 'onceKey',
		type: 'string',
		default: '',
		description:
			'What makes two calls of this node the same one: the second does nothing and answers what the first did. Empty is right nearly always: the key is then made of the event that started the run, this node and the item.',
	},
];
