import { isAbsolute, resolve } from 'node:path';

import { ConflictError, InvalidInputError } from '../errors';

import type { Database, SqlTransaction } from '../store/database';
import { migrate } from '../store/migrate';
import { openPostgres } from '../store/postgres-driver';
import type { PostgresConfig } from '../store/postgres-driver';
import { openSqlite } from '../store/sqlite-driver';
import { seedDefaults } from './seed-defaults';
import { Workspace } from './workspace';
import type { WorkspaceSettings } from './workspace';

export { DatabaseUnavailableError } from '../store/database';

export type StorageConfig = { readonly kind: 'sqlite'; readonly path: string } | ({ readonly kind: 'postgres' } & PostgresConfig);

export interface WorkspaceConfig {
	readonly storage: StorageConfig;
	/** `live` and `sandbox` cannot be changed once something has happened in the workspace: a sandbox's clock lies. */
	readonly mode: 'live' | 'sandbox';
	readonly name?: string;
	/** Where people reach n8n, for links in notices. */
	readonly publicUrl?: string;
	readonly systemClock?: () => number;
}

async function openDatabase(storage: StorageConfig): Promise<Database> {
	if (storage.kind === 'postgres') return await openPostgres(storage);
	if (storage.path !== ':memory:' && !isAbsolute(storage.path)) throw new InvalidInputError([{ field: 'File', reason: `"${storage.path}" is not a full path` }]);
	return openSqlite(storage.path);
}

/** Where n8n is reached when nobody said so: as n8n itself assumes. */
const DEFAULT_URL = 'http://localhost:5678';

/** Links of notices made from now on lead there. */
async function setPublicUrl(tx: SqlTransaction, publicUrl: string): Promise<void> {
	const row = await tx.get('select settings_json from workspace where id = 1');
	const settings = JSON.parse(String(row?.settings_json)) as WorkspaceSettings;
	if (settings.publicUrl === publicUrl) return;
	await tx.run('update workspace set settings_json = :settings where id = 1', { settings: JSON.stringify({ ...settings, publicUrl }) });
}

/**
 * Lets a workspace in which nothing has happened yet take the mode of the credential. n8n tests a credential whenever it is
 * saved, so the mode that was in the form by chance would otherwise be chosen for good.
 */
async function takeMode(tx: SqlTransaction, mode: WorkspaceConfig['mode']): Promise<void> {
	await tx.run(
		`update workspace set mode = :mode where id = 1 and mode <> :mode and clock_offset_ms = 0
			and not exists (select 1 from events) and not exists (select 1 from consumers)`,
		{ mode },
	);
}

/** Writes the workspace row of a new database; answers the mode an existing one is in. */
async function describe(database: Database, config: WorkspaceConfig): Promise<'live' | 'sandbox'> {
	const now = (config.systemClock ?? Date.now)();
	return await database.transaction(async (tx) => {
		const made = await tx.run(
			`insert into workspace (id, name, mode, clock_offset_ms, clock_target_at, settings_json, created_at)
				values (1, :name, :mode, 0, null, :settings, :now) on conflict (id) do nothing`,
			{ name: config.name ?? 'Deal Desk', mode: config.mode, settings: JSON.stringify({ publicUrl: config.publicUrl ?? DEFAULT_URL }), now },
		);
		if (made === 1) await seedDefaults(tx);
		else await takeMode(tx, config.mode);
		if (config.publicUrl !== undefined) await setPublicUrl(tx, config.publicUrl);
		const row = await tx.get('select mode from workspace where id = 1');
		return row?.mode as 'live' | 'sandbox';
	});
}

/**
 * Opens a workspace: connects, brings the schema up to date and checks that it is of the kind the credential says.
 * @throws {DatabaseUnavailableError | DatabaseNewerError | ConflictError} in words for the operator
 */
export async function openWorkspace(config: WorkspaceConfig): Promise<Workspace> {
	const database = await openDatabase(config.storage);
	try {
		await migrate(database);
		const mode = await describe(database, config);
		if (mode !== config.mode) throw new ConflictError(`The workspace in ${database.location} is a ${mode} workspace, the credential says ${config.mode}`, `Choose "${mode}" in the Deal Desk credential, or point it at another workspace.`);
		return new Workspace(database, mode, config.systemClock);
	} catch (error) {
		await database.close();
		throw error;
	}
}

const open = new Map<string, Promise<Workspace>>();
/** The public URL each of them was last told, by the same key. */
const told = new Map<string, string>();

/** What tells two workspaces apart; the password is part of it, so a corrected one opens anew. */
function keyOf(config: WorkspaceConfig): string {
	const { storage } = config;
	return JSON.stringify(storage.kind === 'sqlite' ? ['sqlite', resolve(storage.path), config.mode] : [storage, config.mode]);
}

/** The workspace of a credential, one per process: all nodes and triggers share its connections. A failed opening is tried again next time. */
export async function sharedWorkspace(config: WorkspaceConfig): Promise<Workspace> {
	const key = keyOf(config);
	const { publicUrl } = config;
	const opened = open.get(key);
	if (!opened) {
		const opening = openWorkspace(config);
		open.set(key, opening);
		if (publicUrl !== undefined) told.set(key, publicUrl);
		opening.catch(() => open.delete(key));
		return await opening;
	}
	const workspace = await opened;
	if (publicUrl !== undefined && told.get(key) !== publicUrl) {
		// The credential was changed while n8n runs.
		await workspace.database.transaction(async (tx) => await setPublicUrl(tx, publicUrl));
		told.set(key, publicUrl);
	}
	return workspace;
}

/** Closes all shared workspaces of this process; for tests and orderly ends. */
export async function closeSharedWorkspaces(): Promise<void> {
	const closing = [...open.values()];
	open.clear();
	told.clear();
	for (const opening of closing) {
		// One that never opened has nothing to close.
		const workspace = await opening.catch(() => undefined);
		await workspace?.database.close();
	}
}

