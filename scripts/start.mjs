/**
 * `npm start`: from a bare clone to a running n8n with this package, its workflows and a demo company in it.
 * Everything it creates lies in one folder, and everything it starts ends with it.
 */
import { fileURLToPath } from 'node:url';
import { buildProject } from './lib/build-project.mjs';
import { installN8n } from './lib/install-n8n.mjs';
import { installProject } from './lib/install-project.mjs';
import { continueUnderNode24, refuseOldNode } from './lib/node24.mjs';
import { reportFailure } from './lib/operator-error.mjs';
import { readStartOptions, USAGE } from './lib/start-options.mjs';

async function main() {
	refuseOldNode();
	const options = readStartOptions();
	if (options.help) {
		console.log(USAGE);
		return;
	}
	await installProject();
	await continueUnderNode24(fileURLToPath(import.meta.url));
	const n8nFolder = await installN8n();
	const buildHash = await buildProject();
	// Only from here on are the project's own packages certain to be there.
	const { serve } = await import('./lib/serve.mjs');
	await serve({ options, n8nFolder, buildHash });
}

await main().catch(reportFailure);
