import { fork } from 'node:child_process';
import { once } from 'node:events';

import { buildProgram } from '../../chaos/build-worker';
import { openWorkspace } from '../../src/desk/open-workspace';
import { listen } from '../../src/desk/runtime/listen';
import { Timekeeper } from '../../src/desk/runtime/timekeeper';
import { LEASE_MS } from '../../src/journal/deliveries';
import type { Contender, Entry } from '../entry';
import { appendSteps, CONSUMER, listenAndWatch, listener } from '../timers/due-work';
import type { HolderInput } from '../timers/holder';
import { onBoth, storageOf } from '../timers/store';
import type { Driver } from '../timers/store';

const HELD = 100;
/** The quick form does not wait out a shipped lease. */
const paceOf = (size: number) => (size === HELD ? { leaseMs: LEASE_MS } : { leaseMs: 300, housekeepingMs: 50, everyMs: 50 });

const dealDesk = (driver: Driver): Contender => ({
	name: 'Deal Desk',
	kind: 'ours',
	does: 'a process claims a batch and is killed with -9; until another process that was waiting has handed all of it to its workflow',
	prepare: async (size, place) => {
		const storage = await storageOf(driver, place);
		const desk = await openWorkspace({ storage, mode: 'live' });
		await listenAndWatch(desk.database);
		const program = await buildProgram(place.root, 'holder', 'bench/timers');
		const { leaseMs, ...pace } = paceOf(size);
		const round = async () => {
			await appendSteps(desk.database, size);
			const holder = fork(program.file, [JSON.stringify({ storage, consumer: CONSUMER, leaseMs } satisfies HolderInput)], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
			await once(holder, 'message');
			const keeper = new Timekeeper(desk, pace);
			let handed = 0;
			let finish: () => void = () => undefined;
			const recovered = new Promise<void>((resolve) => (finish = resolve));
			const stop = await listen(desk, keeper, {
				...listener,
				batchSize: 100,
				mostAttempts: 5,
				run: async (deliveries) => {
					handed += deliveries.length;
					if (handed === size) finish();
					return { kind: 'succeeded' };
				},
			});
			const ended = once(holder, 'exit');
			holder.kill('SIGKILL');
			await ended;
			const killedAt = performance.now();
			await recovered;
			const ms = performance.now() - killedAt;
			await stop();
			return { operations: 1, ms };
		};
		return {
			round,
			close: async () => {
				await desk.database.close();
				program.remove();
			},
		};
	},
});

export const recoveryEntries: readonly Entry[] = onBoth((driver) => ({
	name: 'recovery',
	question: 'After kill -9 of a process that held claims, how long until another has them?',
	unit: 's',
	sizeOf: 'deliveries held',
	sizes: [HELD],
	quickSize: 5,
	rounds: 1,
	warmUp: false,
	contenders: [dealDesk(driver)],
	goals: [{ title: 'seconds', reckon: (figure) => figure('Deal Desk', HELD), atMost: 35 }],
	remarks: 'Leases as shipped: 30 s, looked for every 3 s. By their documentation pg-boss recovers after 15 minutes and up to one more, graphile-worker after 4 hours.',
}));
