/** The running part of `npm start`: data folder, mail catcher, n8n; and their orderly end. */
import { accessOf } from './access.mjs';
import { importChanges, publishImported } from './bring-in-workflows.mjs';
import { claim, dataFolderAt, refuseWhileRunning, release } from './data-folder.mjs';
import { demoCredentials, inSqlite } from './demo-credentials.mjs';
import { requireDiskSpace } from './disk-space.mjs';
import { startPostOffice } from './letters.mjs';
import { installPackage, linkPackage } from './n8n-install-package.mjs';
import { baseUrlOf, launchN8n, logTail, untilReady } from './n8n-process.mjs';
import { signIn } from './n8n-rest.mjs';
import { OperatorError } from './operator-error.mjs';
import { freePort, requireFreePort } from './ports.mjs';
import { stopAllGroups } from './process-group.mjs';
import { elapsedSeconds, say, step } from './progress.mjs';
import { companyInFile, seedDemoCompany } from './seed.mjs';
import { shippedWorkflows } from './shipped-workflows.mjs';
import { untilAskedToStop } from './until-asked-to-stop.mjs';
import { welcome } from './welcome.mjs';

/**
 * @param {object} what
 * @param {ReturnType<typeof import('./start-options.mjs').readStartOptions>} what.options
 * @param {string} what.n8nFolder
 * @param {string} what.buildHash
 */
export async function serve({ options, n8nFolder, buildHash }) {
	const data = dataFolderAt(options.data);
	const stopRequested = untilAskedToStop();
	refuseWhileRunning(data, 'run npm start again');
	await requireDiskSpace(data.root, 0.3, 'your data');
	await requireFreePort(options.port, options.host, 'Stop that program, or choose another port: npm start -- --port 5680');

	const access = await accessOf(data, n8nFolder);
	const mail = await startPostOffice(data, options.mailPort);
	const instance = {
		n8nFolder,
		logFile: data.n8nLog,
		userFolder: data.n8nUser,
		port: options.port,
		host: options.host,
		brokerPort: await freePort(),
		owner: access.owner,
		extra: /** @type {Record<string, string>} */ (options.link ? { N8N_DEV_RELOAD: 'true' } : {}),
	};
	const url = baseUrlOf(instance).replace('127.0.0.1', 'localhost');
	await claim(data, { pid: process.pid, url });

	async function bringUpAndWatch() {
		await (options.link ? linkPackage(instance.userFolder) : installPackage([instance.userFolder], buildHash));
		await seedDemoCompany(companyInFile(data.company));
		const workflows = shippedWorkflows();
		await importChanges({ data, instance, workflows, credentials: demoCredentials({ storage: inSqlite(data.company), access, mail, url }), replaceEdited: options.updateWorkflows });

		const n8n = launchN8n(instance);
		await claim(data, { pid: process.pid, n8nPids: [n8n.pid], url });
		await step('Starting n8n', () => untilReady(n8n, instance));
		await publishImported(data, await signIn(baseUrlOf(instance), access.owner));
		say(`Ready after ${elapsedSeconds().toFixed(1)} s.`);
		console.log(welcome({ url, data, access, mail, workflows }));

		const exitCode = await n8n.exited;
		throw new OperatorError(`n8n ended by itself (${exitCode}).`, `The end of ${data.n8nLog}:\n${logTail(data.n8nLog)}`);
	}

	try {
		// Whatever is under way when the person presses Ctrl-C, it is left where it is and everything started is ended.
		await Promise.race([stopRequested, bringUpAndWatch()]);
		say('Stopping …');
	} finally {
		await stopAllGroups();
		await mail.stop();
		await release(data);
	}
	say('Stopped. Your data is kept.');
	// What was left half done (an import, a wait) must not keep the process alive.
	process.exit();
}
