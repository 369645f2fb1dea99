/**
 * A whole n8n in miniature, in the test's own process: several workflows live at once, their triggers emit, their
 * webhooks answer, and every run is on record. Time can be faked, because nothing here reads a clock of its own.
 *
 *     const host = await createWorkflowHost({ workflows: [readWorkflow('receive-lead'), readWorkflow('lead-robots')], credentials, stubs });
 *     const { status, body } = await host.webhook('POST', 'deal-desk/leads', { headers: { 'x-deal-desk-key': 'k' }, body: { … } });
 *     await host.idle();
 *     await host.stop();
 *
 * Cron triggers are not started: run such a workflow with `host.run(workflow, 'Every morning')`.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { TriggerContext, WebhookContext } from 'n8n-core';
import { Node } from 'n8n-workflow';
import type { IDataObject, INode, INodeExecutionData, ITriggerResponse } from 'n8n-workflow';

import { Engine } from './engine';
import type { EngineOptions, Execution } from './engine';
import { exchange } from './http-exchange';
import type { WebhookAnswer, WebhookCall } from './http-exchange';
import { describedValue, matchPath, webhookData, webhookRoutes } from './webhook-routes';
import type { WebhookField, WebhookRoute } from './webhook-routes';
import type { WorkflowJson } from './workflow-json';

const SCHEDULED = new Set(['n8n-nodes-base.scheduleTrigger', 'n8n-nodes-base.cron', 'n8n-nodes-base.interval']);

export class WorkflowHost {
	private readonly triggers: ITriggerResponse[] = [];
	private routes: WebhookRoute[] = [];
	/** What triggers reported outside of a run. */
	readonly triggerErrors: Error[] = [];

	constructor(
		private readonly engine: Engine,
		private readonly workflows: readonly WorkflowJson[],
	) {}

	get executions(): readonly Execution[] {
		return this.engine.executions;
	}

	async start(): Promise<void> {
		for (const json of this.workflows) {
			this.routes.push(...(await webhookRoutes(this.engine, json)));
			for (const node of json.nodes) await this.startTrigger(json, node);
		}
	}

	/** Starts a workflow by hand, at the node and with the items it puts out. */
	async run(workflow: WorkflowJson | string, startNode?: string, input: readonly IDataObject[] = [{}]): Promise<Execution> {
		const json = typeof workflow === 'string' ? this.workflows.find(({ id, name }) => id === workflow || name === workflow) : workflow;
		if (!json) throw new Error(`The host has no workflow "${String(workflow)}".`);
		return await this.engine.execute(json, startNode ?? this.engine.startNodeOf(json).name, input.map((item) => ({ json: item })), { mode: 'manual' });
	}

	/** Calls a webhook as a client would: n8n's own node checks method, key and body, and decides how it answers. */
	async webhook(method: string, path: string, call: WebhookCall = {}): Promise<WebhookAnswer> {
		for (const route of this.routes) {
			const params = route.method === method ? matchPath(route, path) : undefined;
			if (params) return await this.answer(route, exchange(method, path, call, params));
		}
		return { status: 404, headers: {}, body: `The host has no webhook for ${method} ${path}` };
	}

	/** Sends an n8n form as the browser does; fields are named by their labels. */
	async submitForm(path: string, fields: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>> = {}): Promise<WebhookAnswer> {
		const route = this.routes.find(({ method, path: own }) => method === 'POST' && own === path);
		const { values = [] } = (route?.node.parameters.formFields ?? {}) as { values?: Array<{ fieldLabel: string }> };
		const unknown = Object.keys(fields).filter((label) => !values.some(({ fieldLabel }) => fieldLabel === label));
		if (unknown.length > 0) throw new Error(`The form "${path}" has no field ${unknown.join(', ')}; it has ${values.map(({ fieldLabel }) => fieldLabel).join(', ')}.`);
		const data = Object.fromEntries(values.map(({ fieldLabel }, index) => [`field-${index}`, fields[fieldLabel] ?? '']));
		return await this.webhook('POST', path, { headers: { 'content-type': 'multipart/form-data', ...headers }, body: { data, files: {} } });
	}

	/**
	 * Resolves when no run is under way and none began for a while. The pause is real time even under jest's fake timers,
	 * so that triggers which read files or databases get their turn.
	 */
	async idle(quietMs = 100): Promise<void> {
		for (let seen = -1; ; ) {
			if (this.engine.isIdle && seen === this.executions.length) return;
			seen = this.executions.length;
			await sleep(quietMs);
		}
	}

	async stop(): Promise<void> {
		for (const trigger of this.triggers.splice(0)) await trigger.closeFunction?.();
		this.routes = [];
		await this.idle(0);
	}

	private async startTrigger(json: WorkflowJson, node: INode): Promise<void> {
		if (node.disabled || SCHEDULED.has(node.type)) return;
		const nodeType = this.engine.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		if (!nodeType.trigger) return;
		const workflow = this.engine.workflow(json);
		const context = new TriggerContext(
			workflow,
			workflow.getNode(node.name) ?? node,
			this.engine.additionalData(),
			'trigger',
			'activate',
			(data, response, done) => {
				const running = this.engine.execute(json, node.name, data[0] ?? [], { onResponse: (answer) => response?.resolve(answer) });
				// n8n resolves with the run, failed or not; it rejects only when a run could not begin.
				running.then(
					({ run }) => done?.resolve(run),
					(error: Error) => (done ? done.reject(error) : this.triggerErrors.push(error)),
				);
			},
			(error) => void this.triggerErrors.push(error),
			(error) => void this.triggerErrors.push(error),
		);
		const response = await nodeType.trigger.call(context);
		if (response) this.triggers.push(response);
	}

	private async answer(route: WebhookRoute, { request, respond, answer }: ReturnType<typeof exchange>): Promise<WebhookAnswer> {
		const { json, description } = route;
		const workflow = this.engine.workflow(json);
		const node = workflow.getNode(route.node.name) ?? route.node;
		const nodeType = this.engine.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		await workflow.expression.acquireIsolate();
		try {
			const value = (field: WebhookField) => describedValue(workflow, node, description, field);
			const responseMode = String(value('responseMode') ?? 'onReceived');
			const status = Number(value('responseCode') ?? 200);
			const responseData = value('responseData') ?? 'firstEntryJson';
			const context = new WebhookContext(workflow, node, { ...this.engine.additionalData(), ...request }, 'webhook', webhookData(this.engine, route), [], null);
			// Some of n8n's nodes are classes that take their context as an argument.
			const result = await (nodeType instanceof Node ? nodeType.webhook?.(context) : nodeType.webhook?.call(context));

			if (result?.workflowData?.[0]) {
				const begun = this.begin(json, node, result.workflowData[0], request, respond);
				if (!result.noWebhookResponse && result.webhookResponse === undefined) {
					if (responseMode === 'onReceived') respond({ status, headers: {}, body: { message: 'Workflow was started' } });
					else if (responseMode === 'lastNode') void begun.then((execution) => respond(lastNodeAnswer(execution, status, responseData)));
					// As n8n: a run that ends without "Respond to Webhook" is answered all the same.
					else void begun.then((execution) => respond(unansweredRun(execution)));
				}
			}
			if (result?.webhookResponse !== undefined) respond({ status, headers: {}, body: result.webhookResponse });
		} finally {
			await workflow.expression.releaseIsolate();
		}
		return await answer;
	}

	private async begin(json: WorkflowJson, node: INode, items: INodeExecutionData[], request: ReturnType<typeof exchange>['request'], respond: (answer: WebhookAnswer) => void): Promise<Execution> {
		return await this.engine.execute(json, node.name, items, {
			mode: 'webhook',
			request,
			onResponse: (answer) => {
				const { statusCode = 200, headers = {}, body } = answer as { statusCode?: number; headers?: Record<string, string>; body?: unknown };
				respond({ status: statusCode, headers, body });
			},
		});
	}
}

const failure = { status: 500, headers: {}, body: { message: 'Error in workflow' } };

const unansweredRun = ({ error }: Execution): WebhookAnswer => (error ? failure : { status: 200, headers: {}, body: { message: 'Workflow executed successfully' } });

function lastNodeAnswer(execution: Execution, status: number, responseData: unknown): WebhookAnswer {
	if (execution.error) return failure;
	const items = execution.items(execution.run.data.resultData.lastNodeExecuted ?? '');
	const body = responseData === 'allEntries' ? items : responseData === 'noData' ? undefined : items[0];
	return { status, headers: {}, body };
}

/** Brings a host up; stop it at the end of the test, or its triggers go on. */
export async function createWorkflowHost(options: EngineOptions): Promise<WorkflowHost> {
	const host = new WorkflowHost(await Engine.create(options), options.workflows);
	await host.start();
	return host;
}
