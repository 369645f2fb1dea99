import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { openWorkspace } from '../../src/desk/open-workspace';
import type { StorageConfig } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import type { Sample } from '../entry';
import type { Place } from '../place';

export type Driver = 'sqlite' | 'postgres';
export const driverTitles: Readonly<Record<Driver, string>> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

export async function storageIn(place: Place, driver: Driver): Promise<StorageConfig> {
	return driver === 'sqlite' ? { kind: 'sqlite', path: join(place.folder(), 'desk.sqlite') } : { kind: 'postgres', ...(await place.postgres()) };
}

export const openCompany = async (place: Place, driver: Driver, systemClock: () => number): Promise<Workspace> => await openWorkspace({ storage: await storageIn(place, driver), mode: 'live', systemClock });

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

/** Does `work` once; says also how long the event loop was held by it, and how much the process has grown. */
export async function watched(work: () => Promise<unknown>): Promise<Sample> {
	global.gc?.();
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	await pause(20);
	delay.reset();
	const before = process.memoryUsage.rss();
	let most = before;
	const sampler = setInterval(() => {
		most = Math.max(most, process.memoryUsage.rss());
	}, 5);
	const begun = performance.now();
	await work();
	const ms = performance.now() - begun;
	// The last stretch is only seen when the loop has turned again.
	await pause(5);
	clearInterval(sampler);
	delay.disable();
	return { operations: 1, ms, also: { 'loop held p99, ms': delay.percentile(99) / 1e6, 'most, ms': delay.max / 1e6, 'grown by, MB': (Math.max(most, process.memoryUsage.rss()) - before) / 1e6 } };
}
