/** An n8n for taking pictures: a folder and ports of its own, the shipped workflows in it but not live, gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolderAt } from '../lib/data-folder.mjs';
import { demoCredentials, inSqlite } from '../lib/demo-credentials.mjs';
import { importInto } from '../lib/n8n-import.mjs';
import { installPackage } from '../lib/n8n-install-package.mjs';
import { inventOwner } from '../lib/n8n-owner.mjs';
import { baseUrlOf, launchN8n, untilReady } from '../lib/n8n-process.mjs';
import { freePorts, LOOPBACK } from '../lib/ports.mjs';
import { step } from '../lib/progress.mjs';
import { companyInFile, seedDemoCompany } from '../lib/seed.mjs';

/** No letter is sent and no form filled in while pictures are taken. */
const UNUSED = { intakeKey: 'unused', forms: { user: 'desk', password: 'unused' } };

/**
 * @param {object} options
 * @param {string} options.n8nFolder
 * @param {string} options.buildHash
 * @param {import('../lib/n8n-import.mjs').WorkflowToImport[]} options.workflows
 */
export async function startTemporaryN8n({ n8nFolder, buildHash, workflows }) {
	const data = dataFolderAt(mkdtempSync(join(tmpdir(), 'deal-desk-pictures-')));
	// However this ends, with Ctrl-C too, nothing stays behind.
	process.on('exit', () => rmSync(data.root, { recursive: true, force: true }));
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => process.exit(1));
	const [port, brokerPort, mailPort] = await freePorts(3);
	const owner = inventOwner(n8nFolder);
	const instance = { n8nFolder, logFile: data.n8nLog, userFolder: data.n8nUser, port, brokerPort, owner };
	await installPackage([instance.userFolder], buildHash);
	await seedDemoCompany(companyInFile(data.company));
	// With its credentials in place no node shows a warning sign.
	const credentials = demoCredentials({ storage: inSqlite(data.company), access: UNUSED, mail: { host: LOOPBACK, port: mailPort }, url: 'http://localhost:5678' });
	await step('Importing the workflows', () => importInto(instance, { workflows, credentials }));
	const server = launchN8n(instance);
	await step('Starting n8n', () => untilReady(server, instance));
	return { url: baseUrlOf(instance), owner, stop: async () => await server.stop() };
}
