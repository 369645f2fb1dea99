/**
 * `npm run reset`: removes what `npm start` created, so that the next start is the first; `npm run reset -- --queue` does the
 * same for `npm run start:queue`. The installed n8n stays.
 */
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolderAt, queueFolderAt, refuseWhileRunning } from './lib/data-folder.mjs';
import { installProject } from './lib/install-project.mjs';
import { OperatorError, reportFailure } from './lib/operator-error.mjs';
import { dropSchema } from './lib/postgres.mjs';
import { queueDemoOf } from './lib/queue-demo.mjs';
import { readQueueOptions } from './lib/queue-options.mjs';
import { requireServices } from './lib/queue-services.mjs';
import { removeKeys } from './lib/redis.mjs';
import { readStartOptions } from './lib/start-options.mjs';

/**
 * The folder may be one the operator chose: only what we know to be ours goes.
 * @param {import('./lib/data-folder.mjs').DataFolder} data
 * @param {string} command that made it
 */
async function resetFolder(data, command) {
	if (!existsSync(data.root)) {
		console.log(`Nothing to remove: ${data.root} does not exist.`);
		return;
	}
	const companyFiles = (await readdir(data.root)).filter((name) => name.startsWith('company.sqlite')).map((name) => join(data.root, name));
	const ours = [data.n8nUser, data.n8nLog, data.logs, data.mail, data.mailPort, data.access, data.importLedger, `${data.importLedger}.new`, data.running, ...companyFiles];
	const present = ours.filter((place) => existsSync(place));
	for (const place of present) {
		await rm(place, { recursive: true });
		console.log(`Removed ${place}`);
	}
	const left = await readdir(data.root);
	if (left.length === 0) await rm(data.root, { recursive: true });
	else console.log(`Kept ${left.map((name) => join(data.root, name)).join(', ')}: not made by ${command}.`);
	if (present.length === 0) throw new OperatorError(`Nothing in ${data.root} was made by ${command}.`);
}

async function reset() {
	const data = dataFolderAt(readStartOptions().data);
	refuseWhileRunning(data, 'run npm run reset again');
	await resetFolder(data, 'npm start');
}

/** The schemas go first: the folder is what proves that they are ours. */
async function resetQueue() {
	const options = readQueueOptions();
	const data = queueFolderAt(options.data);
	refuseWhileRunning(data, 'run npm run reset -- --queue again');
	await installProject();
	await requireServices(options);
	const { n8n, company, redis, prefix, owner } = queueDemoOf(options, data);
	for (const schema of [company.schema, `${company.schema}_unfinished`, n8n.schema]) {
		if (await dropSchema({ ...options.postgres, schema }, owner)) console.log(`Removed the schema ${schema} from ${n8n.host}:${n8n.port}/${n8n.database}`);
	}
	const keys = await removeKeys(redis, prefix);
	if (keys > 0) console.log(`Removed ${keys} keys ${prefix}:* from Redis at ${redis.host}:${redis.port}`);
	await resetFolder(data, 'npm run start:queue');
}

await (process.argv.includes('--queue') ? resetQueue() : reset()).catch(reportFailure);
