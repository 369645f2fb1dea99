import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IDataObject, INode, INodeExecutionData, INodeType, INodeTypes, IRun, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { packageNodes } from './package-nodes';
import { standIns } from './standins';

export const types: Readonly<Record<string, INodeType>> = { ...standIns, ...packageNodes };

export const nodeTypes: INodeTypes = {
	getByName: (name) => types[name] as INodeType,
	getByNameAndVersion: (name) => {
		const type = types[name];
		if (!type) throw new Error(`No node type ${name} in this test`);
		return type;
	},
	getKnownTypes: () => ({}),
};

/** A node in a test's workflow; the name is its id. */
export type TestNode = Partial<INode> & { name: string; type: string };

/** `A → B` or `A:1 → B` from output 1, `A → B:1` into input 1. */
export type Wire = `${string} → ${string}`;

let executions = 0;

export const additionalDataFor = (credential: ICredentialDataDecryptedObject, hooks: ExecutionLifecycleHooks, executionId: string): IWorkflowExecuteAdditionalData =>
	({
		hooks,
		executionId,
		credentialsHelper: {
			getParentTypes: () => [],
			getDecrypted: async () => credential,
			isCredentialUsableByNode: () => true,
			getCredentialsProperties: () => [],
		},
		currentNodeExecutionIndex: 0,
		instanceBaseUrl: 'http://localhost:5678/',
		webhookBaseUrl: 'http://localhost:5678/webhook',
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		variables: {},
		externalSecretsProxy: { hasProvider: () => false, listProviders: () => [], listSecrets: () => [], hasSecret: () => false, getSecret: () => undefined },
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		logAiEvent: () => undefined,
	}) as unknown as IWorkflowExecuteAdditionalData;

function connectionsOf(wires: readonly Wire[]) {
	const connections: Record<string, { main: Array<Array<{ node: string; type: 'main'; index: number }>> }> = {};
	const end = (text: string) => ({ name: text.split(':')[0] as string, index: Number(text.split(':')[1] ?? 0) });
	for (const wire of wires) {
		const [from, to] = wire.split(' → ').map(end) as [ReturnType<typeof end>, ReturnType<typeof end>];
		const outputs = (connections[from.name] ??= { main: [] }).main;
		while (outputs.length <= from.index) outputs.push([]);
		outputs[from.index]?.push({ node: to.name, type: 'main', index: to.index });
	}
	return connections;
}

export interface TestWorkflow {
	readonly id?: string;
	readonly nodes: readonly TestNode[];
	readonly wires: readonly Wire[];
	readonly credential: ICredentialDataDecryptedObject;
}

export function workflowOf({ id = 'wf1', nodes, wires }: TestWorkflow): Workflow {
	return new Workflow({
		id,
		name: `Workflow ${id}`,
		nodes: nodes.map((node, index) => ({ id: `id-${node.name}`, typeVersion: 1, position: [index * 200, 0] as [number, number], parameters: {}, credentials: { dealDeskApi: { id: '1', name: 'Desk' } }, ...node })),
		connections: connectionsOf(wires),
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
}

export interface FinishedRun {
	readonly run: IRun;
	/** Items of a node's output, all its runs one after the other. */
	readonly items: (node: string, output?: number) => INodeExecutionData[];
	readonly json: (node: string, output?: number) => IDataObject[];
}

/**
 * Runs a workflow in n8n's own engine from its first node, with these items.
 * @param retryOf a failed run that a person retries in n8n: another execution that goes on with the data of the first
 */
export async function runWorkflow(test: TestWorkflow, input: readonly IDataObject[], retryOf?: IRun): Promise<FinishedRun> {
	const workflow = workflowOf(test);
	const startNode = workflow.getNode(test.nodes[0]?.name ?? '') as INode;
	const executionId = String(++executions);
	const hooks = new ExecutionLifecycleHooks('trigger', executionId, { id: workflow.id, name: workflow.name ?? '', nodes: [], connections: {}, active: false, isArchived: false, createdAt: new Date(0), updatedAt: new Date(0), activeVersionId: null });
	const contextData = structuredClone(retryOf?.data.executionData?.contextData ?? {});
	const data = createRunExecutionData({ executionData: { contextData, nodeExecutionStack: [{ node: startNode, data: { main: [input.map((json) => ({ json }))] }, source: null }] } });
	const run = await new WorkflowExecute(additionalDataFor(test.credential, hooks, executionId), 'trigger', data).processRunExecutionData(workflow);
	const items = (node: string, output = 0) => (run.data.resultData.runData[node] ?? []).flatMap((task) => task.data?.main?.[output] ?? []);
	return { run, items, json: (node, output) => items(node, output).map((item) => item.json) };
}
