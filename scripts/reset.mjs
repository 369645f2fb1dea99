/** `npm run reset`: removes what `npm start` created, so that the next start is the first. The installed n8n stays. */
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolderAt, refuseWhileRunning } from './lib/data-folder.mjs';
import { OperatorError, reportFailure } from './lib/operator-error.mjs';
import { readStartOptions } from './lib/start-options.mjs';

/** The folder may be one the operator chose: only what we know to be ours goes. */
async function reset() {
	const data = dataFolderAt(readStartOptions().data);
	if (!existsSync(data.root)) {
		console.log(`Nothing to remove: ${data.root} does not exist.`);
		return;
	}
	refuseWhileRunning(data, 'run npm run reset again');
	const companyFiles = (await readdir(data.root)).filter((name) => name.startsWith('company.sqlite')).map((name) => join(data.root, name));
	const ours = [data.n8nUser, data.n8nLog, data.mail, data.mailPort, data.access, data.importLedger, `${data.importLedger}.new`, data.running, ...companyFiles];
	const present = ours.filter((place) => existsSync(place));
	for (const place of present) {
		await rm(place, { recursive: true });
		console.log(`Removed ${place}`);
	}
	const left = await readdir(data.root);
	if (left.length === 0) await rm(data.root, { recursive: true });
	else console.log(`Kept ${left.map((name) => join(data.root, name)).join(', ')}: not made by npm start.`);
	if (present.length === 0) throw new OperatorError(`Nothing in ${data.root} was made by npm start.`);
}

await reset().catch(reportFailure);
