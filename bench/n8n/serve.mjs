/**
 * A real n8n of a benchmark's own, as `npm start` sets it up: temporary folder, free ports, the packed package, the given workflows
 * published. Told by its parent what to serve; ends with it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildProject } from '../../scripts/lib/build-project.mjs';
import { installN8n } from '../../scripts/lib/install-n8n.mjs';
import { importInto } from '../../scripts/lib/n8n-import.mjs';
import { installArchive, packProject } from '../../scripts/lib/n8n-install-package.mjs';
import { inventOwner } from '../../scripts/lib/n8n-owner.mjs';
import { baseUrlOf, launchN8n, untilReady } from '../../scripts/lib/n8n-process.mjs';
import { publish } from '../../scripts/lib/n8n-publish.mjs';
import { signIn } from '../../scripts/lib/n8n-rest.mjs';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { stopAllGroups } from '../../scripts/lib/process-group.mjs';

/** @param {{ workflows: any[], credentials: any[], env: Record<string, string> }} what */
async function serve({ workflows, credentials, env }) {
	const n8nFolder = await installN8n();
	await buildProject();
	const userFolder = await mkdtemp(join(tmpdir(), 'deal-desk-bench-n8n-'));
	folders.push(userFolder);
	const [port = 0, brokerPort = 0] = await freePorts(2);
	const owner = inventOwner(n8nFolder);
	const instance = { n8nFolder, logFile: join(userFolder, 'n8n.log'), userFolder, port, brokerPort, owner, extra: env };
	await installArchive(await packProject(join(userFolder, 'packed')), userFolder);
	await importInto(instance, { credentials, workflows });
	const server = launchN8n(instance);
	await untilReady(server, instance);
	const refused = await publish(await signIn(baseUrlOf(instance), owner), workflows.map(({ id }) => id));
	if (refused.length > 0) throw new Error(refused.map(({ id, error }) => `${id}: ${error.message}`).join('\n'));
	return { baseUrl: baseUrlOf(instance), pid: server.pid };
}

/** @type {string[]} */
const folders = [];

async function end() {
	await stopAllGroups();
	for (const folder of folders) await rm(folder, { recursive: true, force: true });
	process.exit();
}

process.on('disconnect', end);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end);
process.on('message', (/** @type {any} */ what) => {
	// A parent that has gone meanwhile is not told any more.
	const tell = (/** @type {object} */ outcome) => void (process.connected && process.send?.(outcome));
	serve(what).then(
		(answer) => tell({ answer }),
		(error) => tell({ error: error.stack ?? String(error) }),
	);
});
