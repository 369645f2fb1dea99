/**
 * `npm run start:queue`: n8n in queue mode (main process, webhook process, workers) on PostgreSQL and Redis, with this
 * package, its workflows and a demo company. It looks for PostgreSQL and Redis first; everything it starts ends with it.
 */
import { fileURLToPath } from 'node:url';
import { reportFailure } from './lib/operator-error.mjs';
import { prepare } from './lib/prepare.mjs';
import { QUEUE_USAGE, readQueueOptions } from './lib/queue-options.mjs';
import { requireServices } from './lib/queue-services.mjs';

async function main() {
	const options = readQueueOptions();
	if (options.help) {
		console.log(QUEUE_USAGE);
		return;
	}
	const prepared = await prepare(fileURLToPath(import.meta.url), () => requireServices(options));
	// Only from here on are the project's own packages certain to be there.
	const { serveQueue } = await import('./lib/serve-queue.mjs');
	await serveQueue({ options, ...prepared });
}

await main().catch(reportFailure);
