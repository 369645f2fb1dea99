import type { StorageConfig } from '../../src/desk/open-workspace';
import type { Database } from '../../src/store/database';
import { migrate } from '../../src/store/migrate';
import { openPostgres } from '../../src/store/postgres-driver';
import { openSqlite } from '../../src/store/sqlite-driver';
import { temporaryStorage } from './temporary-workspace';
import type { Driver } from './temporary-workspace';

export interface TemporaryStore {
	readonly database: Database;
	/** The same data over connections of its own, as another process has them; undefined where there can be none. */
	readonly openAgain?: () => Promise<Database>;
	close(): Promise<void>;
}

export const openStorage = async (storage: StorageConfig): Promise<Database> => (storage.kind === 'sqlite' ? await openSqlite(storage.path) : await openPostgres(storage));

/** A migrated database without a workspace in it, for tests of what lies below one. */
export async function openTemporaryStore(driver: Driver): Promise<TemporaryStore> {
	const place = await temporaryStorage(driver);
	const database = await openStorage(place.storage);
	await migrate(database);
	const others: Database[] = [];
	const openAgain = async () => {
		const other = await openStorage(place.storage);
		others.push(other);
		return other;
	};
	return {
		database,
		...(driver !== 'sqlite-memory' && { openAgain }),
		close: async () => {
			for (const one of [...others, database]) await one.close();
			await place.remove();
		},
	};
}
