import { join } from 'node:path';

import { openWorkspace } from '../../src/desk/open-workspace';
import type { StorageConfig } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import type { Database } from '../../src/store/database';
import { migrate } from '../../src/store/migrate';
import { openPostgres } from '../../src/store/postgres-driver';
import { openSqlite } from '../../src/store/sqlite-driver';
import type { NewTimer } from '../../src/timers/timers';
import { armTimers } from '../../src/timers/timers';
import type { Entry } from '../entry';
import type { Place } from '../place';

export type Driver = 'sqlite' | 'postgres';
const titles = { sqlite: 'SQLite file, synchronous FULL', postgres: 'PostgreSQL, one caller' } as const;

/** The morning on which everything is measured. */
export const NOW = Date.UTC(2026, 0, 15, 9);
/** From here on timers fall due that shall not be due in a measurement: a day later, also on the machine's own clock, which peers use. */
export const LATER = Date.now() + 86_400_000;
const BATCH = 10_000;

export async function openStore(driver: Driver, place: Place): Promise<Database> {
	const database = driver === 'sqlite' ? await openSqlite(join(place.folder(), 'desk.sqlite')) : await openPostgres(await place.postgres());
	await migrate(database);
	return database;
}

/** Where a workspace of its own lives. */
export const storageOf = async (driver: Driver, place: Place): Promise<StorageConfig> => (driver === 'sqlite' ? { kind: 'sqlite', path: join(place.folder(), 'desk.sqlite') } : { kind: 'postgres', ...(await place.postgres()) });

/** @param clock what the workspace takes for the machine's clock */
export const openDesk = async (driver: Driver, place: Place, clock: () => number): Promise<Workspace> => await openWorkspace({ storage: await storageOf(driver, place), mode: 'live', systemClock: clock });

/** A timer of an escalation on a lead, of the size that shipped workflows make. */
export const timerAt = (id: number, dueAt: number): NewTimer => ({
	escalationId: id,
	owner: `escalation:${id}`,
	rule: 'call-back',
	step: 'remind',
	subject: { kind: 'lead', id },
	guardState: 'new',
	guardCycle: 1,
	dueAt,
	data: { calendar: { name: 'Nizhny Novgorod', zone: 'Europe/Moscow', warnings: [] } },
});

/** Whole numbers from `from` up to, without, `to`. */
export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

export async function inBatches(count: number, work: (from: number, to: number) => Promise<unknown>, size = BATCH): Promise<void> {
	for (let from = 0; from < count; from += size) await work(from, Math.min(count, from + size));
}

/** Fills the store with timers that are due long after everything measured; their escalations are 1 … count. */
export async function fillWithTimers(database: Database, count: number): Promise<void> {
	await inBatches(count, async (from, to) => await database.transaction(async (tx) => await armTimers(tx, range(from, to).map((id) => timerAt(id + 1, LATER + id)), NOW)));
	await analyse(database);
}

/** What plans depend on is gathered now, so that the database's own background work does not fall into a measured round. */
export async function analyse(database: Database): Promise<void> {
	await database.transaction(async (tx) => await tx.run('analyze'));
}

/** The same question on both databases. */
export const onBoth = (make: (driver: Driver) => Omit<Entry, 'name' | 'question'> & { name: string; question: string }): Entry[] =>
	(['sqlite', 'postgres'] as const).map((driver) => {
		const entry = make(driver);
		return { ...entry, name: `${entry.name}-${driver}`, question: `${entry.question} ${titles[driver]}` };
	});
