/** Workflows as they are shipped: one JSON file in a folder of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';

import { projectFolder } from '../../scripts/lib/places.mjs';

export interface WorkflowJson {
	readonly id: string;
	readonly name: string;
	readonly nodes: INode[];
	readonly connections: IConnections;
	readonly settings?: IWorkflowSettings;
}

/** `readWorkflow('receive-lead')` is `workflows/receive-lead/workflow.json`. */
export function readWorkflow(folder: string): WorkflowJson {
	return JSON.parse(readFileSync(join(projectFolder, 'workflows', folder, 'workflow.json'), 'utf8')) as WorkflowJson;
}
