/**
 * `npm start`: from a bare clone to a running n8n with this package, its workflows and a demo company in it.
 * Everything it creates lies in one folder, and everything it starts ends with it.
 */
import { fileURLToPath } from 'node:url';
import { reportFailure } from './lib/operator-error.mjs';
import { prepare } from './lib/prepare.mjs';
import { readStartOptions, USAGE } from './lib/start-options.mjs';

async function main() {
	const options = readStartOptions();
	if (options.help) {
		console.log(USAGE);
		return;
	}
	const prepared = await prepare(fileURLToPath(import.meta.url));
	// Only from here on are the project's own packages certain to be there.
	const { serve } = await import('./lib/serve.mjs');
	await serve({ options, ...prepared });
}

await main().catch(reportFailure);
