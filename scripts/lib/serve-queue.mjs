/** The running part of `npm run start:queue`: data folder, schemas, mail catcher, n8n's processes; and their orderly end. */
import { accessOf } from './access.mjs';
import { importChanges, publishImported } from './bring-in-workflows.mjs';
import { claim, queueFolderAt, refuseWhileRunning, release } from './data-folder.mjs';
import { demoCredentials, inPostgres } from './demo-credentials.mjs';
import { requireDiskSpace } from './disk-space.mjs';
import { keepRunning } from './keep-running.mjs';
import { startPostOffice } from './letters.mjs';
import { installPackage } from './n8n-install-package.mjs';
import { baseUrlOf } from './n8n-process.mjs';
import { signIn } from './n8n-rest.mjs';
import { freePorts, requireFreePort } from './ports.mjs';
import { stopAllGroups } from './process-group.mjs';
import { elapsedSeconds, say, step } from './progress.mjs';
import { makeN8nSchema, queueDemoOf, requireOwnPlaces } from './queue-demo.mjs';
import { planProcesses } from './queue-processes.mjs';
import { companyInSchema, seedDemoCompany } from './seed.mjs';
import { shippedWorkflows } from './shipped-workflows.mjs';
import { untilAskedToStop } from './until-asked-to-stop.mjs';
import { queueWelcome } from './welcome.mjs';

/**
 * @param {object} what
 * @param {import('./queue-options.mjs').QueueOptions} what.options
 * @param {string} what.n8nFolder
 * @param {string} what.buildHash
 */
export async function serveQueue({ options, n8nFolder, buildHash }) {
	const data = queueFolderAt(options.data);
	const stopRequested = untilAskedToStop();
	const stopping = new AbortController();
	refuseWhileRunning(data, 'run npm run start:queue again');
	await requireDiskSpace(data.root, 0.3, 'your data');
	await requireFreePort(options.port, options.host, 'Stop that program, or choose another port: npm run start:queue -- --port 5692');
	await requireFreePort(options.webhookPort, options.host, 'Stop that program, or choose another port: npm run start:queue -- --webhook-port 5693');
	const demo = queueDemoOf(options, data);
	await requireOwnPlaces(data, demo);

	const access = await accessOf(data, n8nFolder);
	await makeN8nSchema(data, demo);
	const mail = await startPostOffice(data, options.mailPort);
	const free = await freePorts(2 * options.workers + 2);
	const { main, webhook, workers } = planProcesses({
		n8nFolder,
		folder: data.n8nUser,
		logs: data.logs,
		host: options.host,
		ports: { main: options.port, webhook: options.webhookPort, workers: free.slice(0, options.workers), brokers: free.slice(options.workers) },
		owner: access.owner,
		encryptionKey: access.encryptionKey,
		database: demo.n8n,
		redis: demo.redis,
		prefix: demo.prefix,
	});
	const others = [webhook, ...workers];
	const url = String(main.webhookUrl);
	/** @type {number[]} */
	const n8nPids = [];
	const note = async (/** @type {number[]} */ ...pids) => {
		n8nPids.push(...pids);
		await claim(data, { command: 'npm run start:queue', pid: process.pid, n8nPids, url });
	};
	await note();

	async function bringUpAndWatch() {
		await installPackage([main, ...others].map(({ userFolder }) => userFolder), buildHash);
		await seedDemoCompany(companyInSchema(demo.company, demo.owner));
		const workflows = shippedWorkflows();
		const credentials = demoCredentials({ storage: inPostgres(demo.company, demo.company.schema), access, mail, url });
		await importChanges({ data, instance: main, workflows, credentials, replaceEdited: options.updateWorkflows });

		// The main process first: it is the one that brings n8n's own schema up to date.
		const watched = [await step("Starting n8n's main process", () => keepRunning(main, note, stopping.signal))];
		watched.push(...(await step(`Starting the webhook process and the workers (${options.workers})`, () => Promise.all(others.map((instance) => keepRunning(instance, note, stopping.signal))))));
		await publishImported(data, await signIn(baseUrlOf(main), access.owner));
		say(`Ready after ${elapsedSeconds().toFixed(1)} s.`);
		console.log(queueWelcome({ editorUrl: baseUrlOf(main).replace('127.0.0.1', 'localhost'), url, data, access, mail, workflows, processes: [main, ...others], demo }));

		await Promise.race(watched.map(({ gaveUp }) => gaveUp));
	}

	try {
		// Whatever is under way when the person presses Ctrl-C, it is left where it is and everything started is ended.
		await Promise.race([stopRequested, bringUpAndWatch()]);
		say('Stopping …');
	} finally {
		stopping.abort();
		await stopAllGroups();
		await mail.stop();
		await release(data);
	}
	say('Stopped. Your data is kept.');
	// What was left half done (an import, a wait) must not keep the process alive.
	process.exit();
}
