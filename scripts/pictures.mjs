/**
 * `npm run pictures`: photographs the canvas of every shipped workflow on a real n8n, as its README shows it. What a person
 * would be ashamed of (cut texts, unknown nodes, things on top of each other) is said, and the command fails.
 *
 * Not part of `npm test`: it needs Chromium. `npm run pictures -- make-contract` photographs one workflow.
 */
import { fileURLToPath } from 'node:url';
import { buildProject } from './lib/build-project.mjs';
import { installN8n } from './lib/install-n8n.mjs';
import { installProject } from './lib/install-project.mjs';
import { continueUnderNode24, refuseOldNode } from './lib/node24.mjs';
import { reportFailure } from './lib/operator-error.mjs';

async function main() {
	refuseOldNode();
	await installProject();
	await continueUnderNode24(fileURLToPath(import.meta.url));
	const n8nFolder = await installN8n();
	const buildHash = await buildProject();
	// Only from here on are the project's own packages certain to be there.
	const { takePictures } = await import('./pictures/take-pictures.mjs');
	await takePictures({ n8nFolder, buildHash, only: process.argv.slice(2) });
}

await main().catch(reportFailure);
