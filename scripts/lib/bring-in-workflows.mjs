/**
 * Brings the shipped workflows and the demo credentials into the operator's n8n: before it starts, what is new or
 * changed is imported; once it runs, what was imported is published. A second start with nothing new does neither.
 */
import { readLedger, writeLedger } from './import-ledger.mjs';
import { planImport } from './import-plan.mjs';
import { importInto } from './n8n-import.mjs';
import { publish } from './n8n-publish.mjs';
import { readRevisions } from './n8n-revisions.mjs';
import { say, step } from './progress.mjs';
import { hashOf } from './shipped-workflows.mjs';

/** @template {{ id: string, name: string }} T @param {T[]} list */
const withHash = (list) => list.map((content) => ({ id: content.id, name: content.name, hash: hashOf(content), content }));

/** @param {ReturnType<typeof planImport>} plan @param {string} kind @param {boolean} replaceEdited */
function tellWhatStays(plan, kind, replaceEdited) {
	for (const { name } of plan.keptDeleted) say(`${kind} "${name}" has a newer version, but you deleted it: left out.`);
	for (const { name } of plan.keptEdited) {
		say(
			replaceEdited
				? `${kind} "${name}" was edited by you and is replaced by the newer version, as you asked.`
				: `${kind} "${name}" has a newer version, but you edited it: kept yours. (Start with --update-workflows to replace it.)`,
		);
	}
}

/**
 * @param {object} options
 * @param {import('./data-folder.mjs').DataFolder} options.data
 * @param {import('./n8n-process.mjs').N8nInstance} options.instance
 * @param {import('./n8n-import.mjs').WorkflowToImport[]} options.workflows
 * @param {import('./n8n-import.mjs').CredentialToImport[]} options.credentials
 * @param {boolean} options.replaceEdited
 */
export async function importChanges({ data, instance, workflows, credentials, replaceEdited }) {
	const ledger = readLedger(data.importLedger);
	const present = await readRevisions(instance);
	const workflowPlan = planImport(withHash(workflows), ledger.workflows, present.workflows, ledger.importing);
	const credentialPlan = planImport(withHash(credentials), ledger.credentials, present.credentials, ledger.importing);
	tellWhatStays(workflowPlan, 'Workflow', replaceEdited);
	tellWhatStays(credentialPlan, 'Credential', replaceEdited);

	const chosen = (/** @type {typeof workflowPlan} */ plan) => [...plan.toImport, ...(replaceEdited ? plan.keptEdited : [])];
	const newWorkflows = chosen(workflowPlan);
	const newCredentials = chosen(credentialPlan);
	if (newWorkflows.length + newCredentials.length === 0) return;

	// Noted first: a start that is cut short in here is made good by the next one.
	ledger.importing = [...newWorkflows, ...newCredentials].map(({ id }) => id);
	ledger.unpublished = [...new Set([...ledger.unpublished, ...newWorkflows.map(({ id }) => id)])];
	await writeLedger(data.importLedger, ledger);
	await step(`Importing into n8n (workflows: ${newWorkflows.length}, credentials: ${newCredentials.length})`, () =>
		importInto(instance, {
			workflows: newWorkflows.map(({ content }) => content),
			credentials: newCredentials.map(({ content }) => content),
		}),
	);
	const imported = await readRevisions(instance);
	for (const { id, hash } of newWorkflows) ledger.workflows[id] = { hash, revision: imported.workflows.get(id) ?? '' };
	for (const { id, hash } of newCredentials) ledger.credentials[id] = { hash, revision: imported.credentials.get(id) ?? '' };
	ledger.importing = [];
	await writeLedger(data.importLedger, ledger);
}

/**
 * @param {import('./data-folder.mjs').DataFolder} data
 * @param {import('./n8n-rest.mjs').Rest} rest
 */
export async function publishImported(data, rest) {
	const ledger = readLedger(data.importLedger);
	if (ledger.unpublished.length === 0) return;
	const refused = await step(`Publishing (workflows: ${ledger.unpublished.length})`, () => publish(rest, ledger.unpublished));
	// One workflow that n8n refuses must not keep the operator from all the others.
	for (const { id, error } of refused) say(`! Workflow ${id} is not live: ${error.message}`);
	await writeLedger(data.importLedger, { ...ledger, unpublished: refused.map(({ id }) => id) });
}
