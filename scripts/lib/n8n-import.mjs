/** Puts credentials and workflows into an n8n that is not running, with n8n's own import commands. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runN8nCommand } from './n8n-process.mjs';

/**
 * @typedef {{ id: string, name: string, type: string, data: Record<string, unknown> }} CredentialToImport
 * @typedef {{ id: string, name: string, nodes: any[], connections: object, settings?: object }} WorkflowToImport
 */

/**
 * Credentials come first: a workflow that names one without an id is bound to it while it is imported.
 *
 * @param {import('./n8n-process.mjs').N8nInstance} instance
 * @param {{ credentials: CredentialToImport[], workflows: WorkflowToImport[] }} what
 */
export async function importInto(instance, { credentials, workflows }) {
	const folder = await mkdtemp(join(tmpdir(), 'deal-desk-import-'));
	try {
		for (const [kind, list] of /** @type {const} */ ([['credentials', credentials], ['workflow', workflows]])) {
			if (list.length === 0) continue;
			const file = join(folder, `${kind}.json`);
			// Secrets: the folder is the user's alone, and so is the file.
			await writeFile(file, JSON.stringify(list), { mode: 0o600 });
			await runN8nCommand(instance, [`import:${kind}`, `--input=${file}`], new RegExp(`Successfully imported ${list.length} `));
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
