/**
 * Runs one workflow once, from a node and with the items that node puts out.
 *
 *     const { status, items } = await runWorkflow({ workflow: readWorkflow('receive-lead'), input: [{ body: { phone: '…' } }], credentials });
 */
import type { IDataObject } from 'n8n-workflow';

import { Engine } from './engine';
import type { EngineOptions, Execution } from './engine';
import type { WorkflowJson } from './workflow-json';

export interface RunOptions extends Omit<EngineOptions, 'workflows'> {
	readonly workflow: WorkflowJson;
	/** Sub-workflows and error workflows, found by id. */
	readonly workflows?: readonly WorkflowJson[];
	/** The only trigger, if not named. */
	readonly startNode?: string;
	readonly input?: readonly IDataObject[];
}

export async function runWorkflow({ workflow, workflows = [], startNode, input = [{}], ...options }: RunOptions): Promise<Execution> {
	const engine = await Engine.create({ ...options, workflows: [workflow, ...workflows] });
	return await engine.execute(workflow, startNode ?? engine.startNodeOf(workflow).name, input.map((json) => ({ json })));
}
