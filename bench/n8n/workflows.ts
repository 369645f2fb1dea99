import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { PostgresConfig } from '../../src/store/postgres-driver';

export interface BenchCredential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly data: Readonly<Record<string, unknown>>;
}

interface BenchNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, { readonly id?: string; readonly name: string }>>;
	readonly [more: string]: unknown;
}

export interface BenchWorkflow {
	readonly id: string;
	readonly name: string;
	readonly nodes: readonly BenchNode[];
	readonly connections: object;
	readonly settings: object;
}

export const KEY = 'bench-key';
export const keyCredential: BenchCredential = { id: 'key', name: 'Deal Desk intake key', type: 'httpHeaderAuth', data: { name: 'X-Deal-Desk-Key', value: KEY } };
/** Asked for by the form of the shipped workflow. */
export const formCredential: BenchCredential = { id: 'forms', name: 'Deal Desk forms', type: 'httpBasicAuth', data: { user: 'desk', password: 'bench-password' } };
export const KEY_HEADER = { 'X-Deal-Desk-Key': KEY } as const;

export const sqliteCredential = (file: string, name = 'Deal Desk'): BenchCredential => ({ id: name.replaceAll(' ', ''), name, type: 'dealDeskApi', data: { storage: 'sqlite', file, mode: 'live', publicUrl: 'http://localhost:5678' } });

export const postgresCredential = ({ host, port, database, user, password, schema }: PostgresConfig, name: string): BenchCredential => ({
	id: name.replaceAll(' ', ''),
	name,
	type: 'dealDeskApi',
	data: { storage: 'postgres', host, port, database, user, password, schema: schema ?? 'public', ssl: false, mode: 'live', publicUrl: 'http://localhost:5678' },
});

/** A shipped workflow as it is, but for the error workflow, which is not there. */
export function shippedWorkflow(root: string, folder: string): BenchWorkflow {
	const workflow = JSON.parse(readFileSync(join(root, 'workflows', folder, 'workflow.json'), 'utf8')) as BenchWorkflow;
	const { errorWorkflow: _, ...settings } = workflow.settings as Record<string, unknown>;
	return { ...workflow, settings };
}

/** Nodes one behind the other. */
export function chain(id: string, nodes: readonly BenchNode[]): BenchWorkflow {
	const connections = Object.fromEntries(nodes.slice(0, -1).map((node, index) => [node.name, { main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] }]));
	const placed = nodes.map((node, index) => ({ id: `${id}-${index}`, typeVersion: 1, position: [index * 240, 0], ...node }));
	return { id, name: id, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}

/** @param responseMode `lastNode` answers with the first item of the last node */
export const webhookNode = (path: string, responseMode: 'lastNode' | 'responseNode' = 'lastNode'): BenchNode => ({
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	webhookId: path,
	parameters: { httpMethod: 'POST', path, authentication: 'headerAuth', responseMode, options: {} },
	credentials: { httpHeaderAuth: { name: keyCredential.name } },
});

export const respondNode: BenchNode = { name: 'Respond', type: 'n8n-nodes-base.respondToWebhook', typeVersion: 1.5, parameters: { respondWith: 'firstIncomingItem', options: { responseCode: 200 } } };

/** As little as a workflow can do between a request and its answer. */
export const setNode: BenchNode = {
	name: 'Set',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { assignments: { assignments: [{ id: 'a', name: 'leadId', value: 1, type: 'number' }] }, options: {} },
};

export const signingCredential: BenchCredential = { id: 'signing', name: 'Signing', type: 'jwtAuth', data: { keyType: 'passphrase', secret: 'bench-secret', algorithm: 'HS256' } };
/** A node of n8n's own that needs a credential and nothing but a moment of computing. */
export const signNode: BenchNode = {
	name: 'Sign',
	type: 'n8n-nodes-base.jwt',
	parameters: { operation: 'sign', claims: { subject: '1' }, options: {} },
	credentials: { jwtAuth: { id: signingCredential.id, name: signingCredential.name } },
};

export const dealDeskNode = (type: string, parameters: Readonly<Record<string, unknown>>, credential = 'Deal Desk'): BenchNode => ({
	name: 'Deal Desk',
	type: `n8n-nodes-deal-desk.${type}`,
	parameters,
	credentials: { dealDeskApi: { id: credential.replaceAll(' ', ''), name: credential } },
});
