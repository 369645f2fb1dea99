import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openWorkspace } from '../../src/desk/open-workspace';
import type { StorageConfig, WorkspaceConfig } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { fixedClock } from './fixed-clock';
import type { MovableClock } from './fixed-clock';
import { dropSchema, freshPostgres } from './postgres';

export type Driver = 'sqlite-memory' | 'sqlite-file' | 'postgres';

/** The drivers on which several connections can meet. */
export const sharedDrivers = ['sqlite-file', 'postgres'] as const;
export const allDrivers = ['sqlite-memory', ...sharedDrivers] as const;

export interface TemporaryStorage {
	readonly storage: StorageConfig;
	/** Removes the file or schema. */
	remove(): Promise<void>;
}

/** A place for one database that nobody has used yet. */
export async function temporaryStorage(driver: Driver): Promise<TemporaryStorage> {
	if (driver === 'sqlite-memory') return { storage: { kind: 'sqlite', path: ':memory:' }, remove: async () => undefined };
	if (driver === 'sqlite-file') {
		const folder = mkdtempSync(join(tmpdir(), 'deal-desk-'));
		return { storage: { kind: 'sqlite', path: join(folder, 'desk.sqlite') }, remove: async () => rmSync(folder, { recursive: true, force: true }) };
	}
	const config = await freshPostgres();
	return { storage: { kind: 'postgres', ...config }, remove: async () => await dropSchema(config) };
}

export interface TemporaryWorkspaceOptions {
	/** Default: SQLite in memory, the fastest. */
	readonly driver?: Driver;
	/** Default: live. */
	readonly mode?: 'live' | 'sandbox';
	/** Default: a clock standing at MONDAY_MORNING. */
	readonly systemClock?: () => number;
}

export interface TemporaryWorkspace {
	readonly workspace: Workspace;
	/** The clock made for it; useless when `systemClock` was given. */
	readonly clock: MovableClock;
	readonly config: WorkspaceConfig;
	/** Opens the same data a second time, as another process would. Not for `sqlite-memory`. */
	openAgain(systemClock?: () => number): Promise<Workspace>;
	/** Closes all connections and removes the data. Called by itself at the end of the test file. */
	close(): Promise<void>;
}

const opened = new Set<TemporaryWorkspace>();
// Outside of jest (worker processes, benchmarks) the caller closes.
if (typeof afterAll === 'function') afterAll(async () => await Promise.all([...opened].map(async (one) => await one.close())));

/** A workspace of its own for a test: seeded with the default pipelines and registers, no people. */
export async function temporaryWorkspace(options: TemporaryWorkspaceOptions = {}): Promise<TemporaryWorkspace> {
	const { driver = 'sqlite-memory', mode = 'live' } = options;
	const clock = fixedClock();
	const place = await temporaryStorage(driver);
	const config: WorkspaceConfig = { storage: place.storage, mode, systemClock: options.systemClock ?? clock };
	const workspaces = [await openWorkspace(config)];
	const temporary: TemporaryWorkspace = {
		workspace: workspaces[0] as Workspace,
		clock,
		config,
		openAgain: async (systemClock) => {
			if (driver === 'sqlite-memory') throw new Error('A database in memory cannot be opened twice; use sqlite-file or postgres');
			const again = await openWorkspace({ ...config, ...(systemClock && { systemClock }) });
			workspaces.push(again);
			return again;
		},
		close: async () => {
			if (!opened.delete(temporary)) return;
			for (const workspace of workspaces) await workspace.database.close();
			await place.remove();
		},
	};
	opened.add(temporary);
	return temporary;
}
