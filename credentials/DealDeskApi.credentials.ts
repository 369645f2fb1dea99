import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

const onSqlite = { show: { storage: ['sqlite'] } };
const onPostgres = { show: { storage: ['postgres'] } };

/** Says where one company's workspace lives. Every node and trigger of the package takes this credential, and only this one. */
export class DealDeskApi implements ICredentialType {
	name = 'dealDeskApi';

	displayName = 'Deal Desk API';

	documentationUrl = 'https://github.com/deal-desk/n8n-nodes-deal-desk#credential';

	icon: Icon = { light: 'file:../nodes/DealDesk/dealDesk.svg', dark: 'file:../nodes/DealDesk/dealDesk.dark.svg' };

	// Tested by the nodes (`testedBy` in each description): a database cannot be tested by an HTTP request.
	properties: INodeProperties[] = [
		{
			displayName: 'Storage',
			name: 'storage',
			type: 'options',
			default: 'sqlite',
			options: [
				{ name: 'PostgreSQL', value: 'postgres', description: 'For several n8n workers that share the workspace' },
				{ name: 'SQLite File', value: 'sqlite', description: 'Nothing to install: one file on the n8n server' },
			],
			description: 'Where the workspace keeps its data',
		},
		{
			displayName: 'File',
			name: 'file',
			type: 'string',
			default: '',
			placeholder: 'e.g. workspace.sqlite',
			displayOptions: onSqlite,
			description:
				'Database file of the workspace; it is made when it is missing. Empty means workspace.sqlite in the folder deal-desk of n8n\'s own data folder, and a name without a full path is put there as well.',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: 'localhost',
			displayOptions: onPostgres,
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			default: 5432,
			displayOptions: onPostgres,
		},
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: 'deal_desk',
			displayOptions: onPostgres,
			description: 'The database must be there already; schema and tables are made by themselves',
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: 'deal_desk',
			displayOptions: onPostgres,
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: onPostgres,
		},
		{
			displayName: 'Schema',
			name: 'schema',
			type: 'string',
			default: 'deal_desk',
			displayOptions: onPostgres,
			description: 'Schema of this workspace. Several workspaces can share one database, each in a schema of its own.',
		},
		{
			displayName: 'SSL',
			name: 'ssl',
			type: 'boolean',
			default: false,
			displayOptions: onPostgres,
			description: 'Whether the connection is encrypted and the server\'s certificate checked',
		},
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			default: 'live',
			options: [
				{ name: 'Live', value: 'live', description: 'Real work on the real clock' },
				{ name: 'Sandbox', value: 'sandbox', description: 'For trying things out: its clock can be moved' },
			],
			description: 'Cannot be changed any more once something has happened in the workspace',
		},
		{
			displayName: 'Longest Text (Characters)',
			name: 'longestText',
			type: 'number',
			default: 100000,
			typeOptions: { minValue: 1000, maxValue: 10000000 },
			description: 'Longer texts in the parameters of nodes are refused. Names, titles and comments of leads have tighter limits of their own.',
		},
		{
			displayName: 'Public URL',
			name: 'publicUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com',
			description: 'Where people reach this n8n, for links in notices. Empty means the webhook address that n8n itself is configured with.',
		},
	];
}
