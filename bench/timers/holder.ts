import { Pump } from '../../src/journal/pump';
import { openWorkspace } from '../../src/desk/open-workspace';
import type { StorageConfig } from '../../src/desk/open-workspace';

/** A process that claims a batch, says so and then works on it for ever: it is there to be killed. */
export interface HolderInput {
	readonly storage: StorageConfig;
	readonly consumer: string;
	readonly leaseMs: number;
}

async function hold({ storage, consumer, leaseMs }: HolderInput): Promise<void> {
	const { database } = await openWorkspace({ storage, mode: 'live' });
	const pump = new Pump(
		{ transaction: database.transaction, leaseClock: database.leaseClock },
		{
			consumer,
			leaseMs,
			batchSize: 100,
			run: async () => {
				process.send?.('holding');
				return await new Promise(() => setInterval(() => undefined, 1_000));
			},
		},
	);
	await pump.drain();
}

void hold(JSON.parse(process.argv[2] ?? '{}') as HolderInput);
