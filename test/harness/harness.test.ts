/** The harness itself, on n8n's own nodes: what it promises to the tests that stand on it. */
import type { INode } from 'n8n-workflow';

import { createWorkflowHost, recorder, runWorkflow } from './index';
import type { WorkflowJson } from './index';

const node = (name: string, type: string, typeVersion: number, parameters: INode['parameters'] = {}, more: Partial<INode> = {}): INode => ({
	id: name,
	name,
	type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters,
	...more,
});

/** Nodes in a row. */
const workflow = (id: string, nodes: INode[], settings: WorkflowJson['settings'] = {}): WorkflowJson => ({
	id,
	name: id,
	nodes,
	connections: Object.fromEntries(nodes.slice(0, -1).map(({ name }, index) => [name, { main: [[{ node: nodes[index + 1]?.name ?? '', type: 'main' as const, index: 0 }]] }])),
	settings: { executionOrder: 'v1', ...settings },
});

const setField = (name: string, field: string, value: string) =>
	node(name, 'set', 3.4, { assignments: { assignments: [{ id: field, name: field, type: 'string', value }] }, includeOtherFields: true, options: {} });

const intake = workflow('intake', [
	node('Receive', 'webhook', 2, { path: 'leads', httpMethod: 'POST', authentication: 'headerAuth', responseMode: 'responseNode', options: {} }, { webhookId: 'intake', credentials: { httpHeaderAuth: { id: null, name: 'Key' } } }),
	setField('Greet', 'greeting', '=Hello {{ $json.body.name }}'),
	node('Answer', 'respondToWebhook', 1.4, { respondWith: 'json', responseBody: '={{ { greeting: $json.greeting } }}', options: { responseCode: 201 } }),
]);

describe('runWorkflow', () => {
	it('runs from the only trigger and shows what each node put out', async () => {
		const { status, order, items, response } = await runWorkflow({ workflow: intake, input: [{ body: { name: 'Anna' } }] });
		expect(status).toBe('success');
		expect(order).toEqual(['Receive', 'Greet', 'Answer']);
		expect(items('Greet')).toMatchObject([{ greeting: 'Hello Anna' }]);
		expect(response).toMatchObject({ statusCode: 201 });
	});

	it('replaces a node that reaches outside and records its evaluated parameters', async () => {
		const mail = recorder();
		const sending = workflow('sending', [node('Start', 'manualTrigger', 1), node('Send', 'emailSend', 2.1, { fromEmail: 'desk@example.com', toEmail: '={{ $json.to }}', subject: 'Offer' })]);
		const { status } = await runWorkflow({ workflow: sending, input: [{ to: 'a@example.com' }, { to: 'b@example.com' }], stubs: { 'n8n-nodes-base.emailSend': mail } });
		expect(status).toBe('success');
		expect(mail.calls.map(({ parameters }) => parameters.toEmail)).toEqual(['a@example.com', 'b@example.com']);
		expect(mail.calls[0]?.parameters.subject).toBe('Offer');
	});

	it('calls sub-workflows, and the error workflow of one that fails', async () => {
		const failing = workflow('failing', [node('When called', 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }), node('Stop', 'stopAndError', 1, { errorMessage: 'no such client' })], { errorWorkflow: 'onError' });
		const parent = workflow('parent', [node('Start', 'manualTrigger', 1), node('Call', 'executeWorkflow', 1.3, { workflowId: { __rl: true, mode: 'id', value: 'failing' } })]);
		const told = recorder();
		const onError = workflow('onError', [node('On error', 'errorTrigger', 1), node('Tell', 'emailSend', 2.1, { fromEmail: 'n8n@example.com', toEmail: 'admin@example.com', subject: '={{ $json.execution.error.message }}' })]);
		const { status, error } = await runWorkflow({ workflow: parent, workflows: [failing, onError], stubs: { 'n8n-nodes-base.emailSend': told } });
		expect(status).toBe('error');
		expect(error?.message).toBe('no such client');
		expect(told.calls.map(({ parameters }) => parameters.subject)).toEqual(['no such client']);
	});
});

describe('createWorkflowHost', () => {
	const credentials = { Key: { name: 'X-Key', value: 'secret' }, httpBasicAuth: { user: 'desk', password: 'p' } };

	it("lets n8n's Webhook node check the key and the workflow answer", async () => {
		const host = await createWorkflowHost({ workflows: [intake], credentials });
		expect(await host.webhook('POST', 'leads', { body: { name: 'Anna' } })).toMatchObject({ status: 403 });
		expect(await host.webhook('POST', 'leads', { headers: { 'X-Key': 'secret' }, body: { name: 'Anna' } })).toMatchObject({ status: 201, body: { greeting: 'Hello Anna' } });
		expect(await host.webhook('GET', 'leads')).toMatchObject({ status: 404 });
		await host.idle();
		expect(host.executions).toHaveLength(1);
		await host.stop();
	});

	it('answers with the last node where the webhook says so', async () => {
		const echo = workflow('echo', [node('Receive', 'webhook', 2, { path: 'echo/:id', httpMethod: 'GET', responseMode: 'lastNode', options: {} }, { webhookId: 'echo' }), setField('Set', 'id', '={{ $json.params.id }}')]);
		const host = await createWorkflowHost({ workflows: [echo] });
		expect(await host.webhook('GET', 'echo/echo/42')).toMatchObject({ status: 200, body: { id: '42' } });
		await host.stop();
	});

	it('takes an n8n form by the labels of its fields', async () => {
		const form = workflow('form', [
			node('Ask', 'formTrigger', 2.2, { formTitle: 'Lead', formFields: { values: [{ fieldLabel: 'Name' }, { fieldLabel: 'Phone' }] }, authentication: 'none', options: {} }, { webhookId: 'lead-form' }),
			setField('Set', 'who', '={{ $json.Name }}'),
		]);
		const host = await createWorkflowHost({ workflows: [form] });
		expect(await host.submitForm('lead-form', { Name: 'Anna' })).toMatchObject({ status: 200 });
		await host.idle();
		expect(host.executions[0]?.items('Set')).toMatchObject([{ who: 'Anna' }]);
		await expect(host.submitForm('lead-form', { Nmae: 'Anna' })).rejects.toThrow('has no field Nmae');
		await host.stop();
	});
});
