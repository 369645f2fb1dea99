import type { INode } from 'n8n-workflow';

import type { RecordedCall, WorkflowJson } from '../harness';

/** What an operator does on the canvas, in JSON: copies of a workflow in which one node is different. */
export function editNode(workflow: WorkflowJson, name: string, change: (node: INode) => INode): WorkflowJson {
	if (!workflow.nodes.some((node) => node.name === name)) return workflow;
	return { ...workflow, nodes: workflow.nodes.map((node) => (node.name === name ? change(structuredClone(node)) : node)) };
}

interface Steps {
	readonly step: ReadonlyArray<Record<string, unknown>>;
}

/** Another deadline in the steps of a "Wait …" or "Remind …" node. */
export function withUnit(workflow: WorkflowJson, name: string, unit: string): WorkflowJson {
	return editNode(workflow, name, (node) => {
		const steps = node.parameters.steps as unknown as Steps;
		return { ...node, parameters: { ...node.parameters, steps: { step: steps.step.map((step) => ({ ...step, unit })) } } } as INode;
	});
}

/** Stands for the trouble; nothing shipped uses it. */
export const HURDLE = 'n8n-nodes-base.noOp';

/** The workflow with a node put in before the one named, which `failingTheFirstTime` lets fail once. */
export function withHurdle(workflow: WorkflowJson, name: string): WorkflowJson {
	if (!workflow.nodes.some((node) => node.name === name)) return workflow;
	const hurdle: INode = { id: `hurdle-${name}`, name: `Hurdle before ${name}`, type: HURDLE, typeVersion: 1, position: [0, 0], parameters: {} };
	const redirected = Object.entries(workflow.connections).map(([from, outputs]) => {
		const main = (outputs.main ?? []).map((targets) => (targets ?? []).map((target) => (target.node === name ? { ...target, node: hurdle.name } : target)));
		return [from, { ...outputs, main }];
	});
	return { ...workflow, nodes: [...workflow.nodes, hurdle], connections: { ...Object.fromEntries(redirected), [hurdle.name]: { main: [[{ node: name, type: 'main' as const, index: 0 }]] } } };
}

/** Lets the first item that reaches each hurdle fail its run; later ones pass. */
export function failingTheFirstTime(): (call: RecordedCall) => RecordedCall['json'] {
	const failed = new Set<string>();
	return ({ node, json }) => {
		if (failed.has(node)) return json;
		failed.add(node);
		throw new Error(`Trouble at "${node}"`);
	};
}
