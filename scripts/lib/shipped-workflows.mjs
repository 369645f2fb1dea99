/** The workflows of this package: one folder each, `workflows/<verb-object>/workflow.json`. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, readJson } from './places.mjs';

/** @param {unknown} content */
export const hashOf = (content) => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** @returns {{ folder: string, workflow: import('./n8n-import.mjs').WorkflowToImport }[]} */
export function shippedFolders(root = join(projectFolder, 'workflows')) {
	if (!existsSync(root)) return [];
	return readdirSync(root)
		.sort()
		.map((folder) => ({ folder, file: join(root, folder, 'workflow.json') }))
		.filter(({ file }) => existsSync(file))
		.map(({ folder, file }) => ({ folder, workflow: readJson(file) }));
}

export const shippedWorkflows = () => shippedFolders().map(({ workflow }) => workflow);

/**
 * The addresses a workflow answers on.
 * @param {import('./n8n-import.mjs').WorkflowToImport} workflow
 */
export function entryPointsOf(workflow) {
	return workflow.nodes.flatMap((node) => {
		if (node.disabled) return [];
		if (node.type === 'n8n-nodes-base.webhook') {
			return [{ kind: /** @type {const} */ ('webhook'), name: workflow.name, method: String(node.parameters.httpMethod ?? 'GET'), path: `/webhook/${node.parameters.path}`, withKey: node.parameters.authentication === 'headerAuth' }];
		}
		if (node.type === 'n8n-nodes-base.formTrigger') {
			const path = node.parameters.path ?? node.parameters.options?.path ?? node.webhookId;
			return [{ kind: /** @type {const} */ ('form'), name: workflow.name, method: 'GET', path: `/form/${path}`, withKey: false }];
		}
		return [];
	});
}
