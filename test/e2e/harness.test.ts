/** The ground the other end-to-end tests stand on: n8n really starts, answers, dies and comes back. */
import type { WorkflowJson } from '../harness/workflow-json';
import { eventually, openMailbox, startN8nServer } from './harness';
import type { N8nServer } from './harness';

const letterWriter: WorkflowJson = {
	id: 'writeLetterTest1',
	name: 'Write a letter',
	nodes: [
		{ id: 'a', name: 'Receive', type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: 'write-letter', position: [0, 0], parameters: { path: 'write-letter', httpMethod: 'POST', authentication: 'headerAuth', responseMode: 'lastNode', options: {} }, credentials: { httpHeaderAuth: { id: null, name: 'Key' } } },
		{ id: 'b', name: 'Send', type: 'n8n-nodes-base.emailSend', typeVersion: 2.1, position: [220, 0], parameters: { fromEmail: 'desk@example.com', toEmail: '={{ $json.body.to }}', subject: 'Offer', emailFormat: 'text', text: 'Hello', options: {} }, credentials: { smtp: { id: null, name: 'Mail' } } },
	],
	connections: { Receive: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
};

describe('a real n8n', () => {
	let n8n: N8nServer;
	let mailbox: Awaited<ReturnType<typeof openMailbox>>;

	beforeAll(async () => {
		mailbox = await openMailbox();
		n8n = await startN8nServer({
			workflows: [letterWriter],
			credentials: [
				{ id: 'key', name: 'Key', type: 'httpHeaderAuth', data: { name: 'X-Key', value: 'secret' } },
				{ id: 'mail', name: 'Mail', type: 'smtp', data: mailbox.credential },
			],
		});
	});

	afterAll(async () => {
		await n8n?.stop();
		await mailbox?.close();
	});

	const write = async (to: string) => await n8n.webhook('write-letter', { headers: { 'X-Key': 'secret' }, body: { to } });

	it('loads the packed package under its real type names', async () => {
		const [description] = await n8n.api<unknown[]>('POST', '/node-types', { nodeInfos: [{ name: 'n8n-nodes-deal-desk.dealDesk', version: 1 }] });
		expect(description).toMatchObject({ name: 'dealDesk', communityNodePackageVersion: expect.any(String) });
	});

	it('answers webhooks and binds credentials by name', async () => {
		expect((await n8n.webhook('write-letter', { body: {} })).status).toBe(403);
		expect((await write('anna@example.com')).status).toBe(200);
		expect(mailbox.to('anna@example.com')[0]?.mail.subject).toBe('Offer');
	});

	it('is live again after kill -9', async () => {
		await n8n.kill9();
		await expect(write('nobody@example.com')).rejects.toThrow();
		await n8n.restart();
		expect((await write('boris@example.com')).status).toBe(200);
		const runs = await eventually(async () => {
			const all = await n8n.executions(letterWriter.id);
			return all.length === 2 && all;
		});
		expect(runs.map(({ status }) => status)).toEqual(['success', 'success']);
	});
});
