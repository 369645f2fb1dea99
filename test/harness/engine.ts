/**
 * n8n's own execution engine, without the server around it: workflows from JSON, run by `n8n-core`, with sub-workflows
 * and error workflows. Everything a test asks about a run is in an `Execution`.
 */
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ExecuteWorkflowData,
	ExecuteWorkflowOptions,
	ExecutionStatus,
	IDataObject,
	IExecuteResponsePromiseData,
	IExecuteWorkflowInfo,
	INode,
	INodeExecutionData,
	IRun,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { HarnessCredentials } from './credentials';
import type { TestCredentials } from './credentials';
import { HarnessNodeTypes } from './node-types';
import type { Recorder } from './recorder';
import type { WorkflowJson } from './workflow-json';

export interface EngineOptions {
	readonly workflows: readonly WorkflowJson[];
	readonly credentials?: TestCredentials;
	/** Node type name → what stands in for it. */
	readonly stubs?: Readonly<Record<string, Recorder>>;
}

export interface Execution {
	readonly id: string;
	readonly workflow: WorkflowJson;
	readonly startNode: string;
	readonly status: ExecutionStatus;
	readonly error: Error | undefined;
	/** Node names in the order they ran. */
	readonly order: readonly string[];
	/** What "Respond to Webhook" answered. */
	readonly response: IExecuteResponsePromiseData | undefined;
	readonly run: IRun;
	/** The JSON of all items a node put out, over all its runs. */
	items(node: string, output?: number): IDataObject[];
}

export interface StartOptions {
	readonly mode?: WorkflowExecuteMode;
	readonly onResponse?: (response: IExecuteResponsePromiseData) => void;
	readonly request?: Pick<IWorkflowExecuteAdditionalData, 'httpRequest' | 'httpResponse'>;
}

const BASE_URL = 'http://localhost:5678';
const SUB_WORKFLOW_TRIGGER = 'n8n-nodes-base.executeWorkflowTrigger';
const ERROR_TRIGGER = 'n8n-nodes-base.errorTrigger';

export class Engine {
	/** Every run, sub-workflows and error workflows included, in the order they ended. */
	readonly executions: Execution[] = [];
	private readonly staticData = new Map<string, IDataObject>();
	private readonly inFlight = new Set<Promise<Execution>>();
	private nextExecutionId = 1;

	private constructor(
		private readonly options: EngineOptions,
		readonly nodeTypes: HarnessNodeTypes,
	) {}

	static async create(options: EngineOptions): Promise<Engine> {
		const stubs = Object.entries(options.stubs ?? {}).map(([name, stub]) => [name, stub.asNodeType] as const);
		return new Engine(options, await HarnessNodeTypes.load(new Map(stubs)));
	}

	get isIdle(): boolean {
		return this.inFlight.size === 0;
	}

	/** A fresh copy, as n8n reads one from its database for each execution; static data lasts. */
	workflow({ id, name, nodes, connections, settings }: WorkflowJson): Workflow {
		const staticData = this.staticData.get(id) ?? {};
		this.staticData.set(id, staticData);
		return new Workflow({ id, name, nodes: structuredClone(nodes), connections, active: true, nodeTypes: this.nodeTypes, settings: settings ?? {}, staticData });
	}

	/** The node a run begins at when the test names none: the one trigger there is. */
	startNodeOf(json: WorkflowJson): INode {
		const triggers = json.nodes.filter((node) => !node.disabled && this.nodeTypes.getByNameAndVersion(node.type, node.typeVersion).description.group.includes('trigger'));
		if (triggers[0] && triggers.length === 1) return triggers[0];
		throw new Error(`"${json.name}" has ${triggers.length} triggers (${triggers.map(({ name }) => name).join(', ')}): name the one to start at.`);
	}

	execute(json: WorkflowJson, startNode: string, items: INodeExecutionData[], options: StartOptions = {}): Promise<Execution> {
		const running = this.run(json, startNode, items, options).finally(() => this.inFlight.delete(running));
		this.inFlight.add(running);
		return running;
	}

	private async run(json: WorkflowJson, startNode: string, items: INodeExecutionData[], { mode = 'trigger', onResponse, request }: StartOptions): Promise<Execution> {
		const id = String(this.nextExecutionId++);
		const workflow = this.workflow(json);
		const node = workflow.getNode(startNode);
		if (!node) throw new Error(`"${json.name}" has no node named "${startNode}".`);

		const order: string[] = [];
		let response: IExecuteResponsePromiseData | undefined;
		const hooks = new ExecutionLifecycleHooks(mode, id, { ...json, active: true, activeVersionId: null, isArchived: false, createdAt: new Date(), updatedAt: new Date() });
		hooks.addHandler('nodeExecuteAfter', (name) => void order.push(name));
		hooks.addHandler('sendResponse', (answer) => {
			response = answer;
			onResponse?.(answer);
		});

		const additionalData = { ...this.additionalData(id), ...request, hooks };
		const runExecutionData = createRunExecutionData({ executionData: { nodeExecutionStack: [{ node, data: { main: [items] }, source: null }] } });
		const engine = new WorkflowExecute(additionalData, mode, runExecutionData);
		await workflow.expression.acquireIsolate();
		let run: IRun;
		try {
			run = await engine.processRunExecutionData(workflow);
		} finally {
			await workflow.expression.releaseIsolate();
		}

		const execution = describe(id, json, startNode, order, response, run);
		this.executions.push(execution);
		if (execution.error && mode !== 'error') await this.runErrorWorkflow(execution);
		return execution;
	}

	/** What nodes find around them. Whatever no node of ours or of the shipped workflows asks for is left out. */
	additionalData(executionId?: string): IWorkflowExecuteAdditionalData {
		const addresses = { form: 'form', formWaiting: 'form-waiting', formTest: 'form-test', webhook: 'webhook', webhookWaiting: 'webhook-waiting', webhookTest: 'webhook-test' };
		const data = {
			executionId,
			credentialsHelper: new HarnessCredentials(this.options.credentials ?? {}, this.nodeTypes),
			currentNodeExecutionIndex: 0,
			instanceBaseUrl: `${BASE_URL}/`,
			restApiUrl: `${BASE_URL}/rest`,
			...Object.fromEntries(Object.entries(addresses).map(([name, path]) => [`${name}BaseUrl`, `${BASE_URL}/${path}`])),
			variables: {},
			externalSecretsProxy: { hasProvider: () => false, listProviders: () => [], listSecrets: () => [], hasSecret: () => false, getSecret: () => undefined },
			executeWorkflow: this.executeSubWorkflow.bind(this),
			getRunExecutionData: async () => undefined,
			setExecutionStatus: () => undefined,
			sendDataToUI: () => undefined,
			logAiEvent: () => undefined,
			startRunnerTask: async () => ({ ok: false, error: new Error('Code nodes need the task runner of a real n8n: test this workflow end to end.') }),
		};
		return data as unknown as IWorkflowExecuteAdditionalData;
	}

	private find(id: string | undefined): WorkflowJson | undefined {
		return this.options.workflows.find((workflow) => workflow.id === id);
	}

	private async executeSubWorkflow(info: IExecuteWorkflowInfo, _parent: IWorkflowExecuteAdditionalData, options: ExecuteWorkflowOptions): Promise<ExecuteWorkflowData> {
		const json = this.find(info.id);
		if (!json) throw new Error(`The test gives no workflow with the id "${info.id}".`);
		const trigger = json.nodes.find(({ type }) => type === SUB_WORKFLOW_TRIGGER);
		const execution = await this.execute(json, (trigger ?? this.startNodeOf(json)).name, options.inputData ?? [], { mode: 'integrated' });
		if (execution.error) throw execution.error;
		const { lastNodeExecuted, runData } = execution.run.data.resultData;
		return { executionId: execution.id, data: runData[lastNodeExecuted ?? '']?.at(-1)?.data?.main ?? [null], waitTill: execution.run.waitTill };
	}

	private async runErrorWorkflow({ id, workflow, error, run, startNode }: Execution): Promise<void> {
		const json = this.find(workflow.settings?.errorWorkflow);
		const trigger = json?.nodes.find(({ type }) => type === ERROR_TRIGGER);
		if (!json || !trigger) return;
		const report = {
			execution: { id, url: `${BASE_URL}/workflow/${workflow.id}/executions/${id}`, error: { message: error?.message, stack: error?.stack }, lastNodeExecuted: run.data.resultData.lastNodeExecuted ?? startNode, mode: run.mode },
			workflow: { id: workflow.id, name: workflow.name },
		};
		await this.execute(json, trigger.name, [{ json: report as unknown as IDataObject }], { mode: 'error' });
	}
}

function describe(id: string, workflow: WorkflowJson, startNode: string, order: string[], response: Execution['response'], run: IRun): Execution {
	const { error, runData } = run.data.resultData;
	return {
		id,
		workflow,
		startNode,
		status: run.status,
		error: error as Error | undefined,
		order,
		response,
		run,
		items: (node, output = 0) => (runData[node] ?? []).flatMap(({ data }) => (data?.main?.[output] ?? []).map(({ json }) => json)),
	};
}
