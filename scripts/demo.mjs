/**
 * `npm run demo`: plays one lead's whole way on the n8n of `npm start`, with the workflows as they are shipped and through
 * their webhooks only: enquiry → robots → deal → contract → nobody reacts → notice → task with the head → scan → verified →
 * ten days → task → original. Prints what happened when, who got what, and why; fails when something did not come.
 */
import { fileURLToPath } from 'node:url';
import { installProject } from './lib/install-project.mjs';
import { continueUnderNode24, refuseOldNode } from './lib/node24.mjs';
import { reportFailure } from './lib/operator-error.mjs';
import { readStartOptions } from './lib/start-options.mjs';

const USAGE = `npm run demo [-- options]

  --data <folder>   the folder of the running npm start (DEAL_DESK_DATA, .deal-desk in this folder)
  --help            this text

Needs a running npm start (another terminal). It moves the clock of its sandbox about a month forward.`;

async function main() {
	refuseOldNode();
	const options = readStartOptions();
	if (options.help) {
		console.log(USAGE);
		return;
	}
	await installProject();
	await continueUnderNode24(fileURLToPath(import.meta.url));
	// Only from here on are the project's own packages certain to be there.
	const { playDemo } = await import('./demo/play-demo.mjs');
	await playDemo(options.data);
}

await main().catch(reportFailure);
