import type { INodeProperties } from 'n8n-workflow';

export const onceKeyField: INodeProperties = {
	displayName: 'Key',
	name: 'onceKey',
	type: 'string',
	default: "={{ $('Only Once').item.json.onceKey }}",
	required: true,
	description: 'The key that the Only Once node reserved, its field onceKey',
};
