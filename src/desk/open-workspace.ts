import { isAbsolute, resolve } from 'node:path';

import { ConflictError, InvalidInputError } from '../errors';

import type { Database } from '../store/database';
import { migrate } from '../store/migrate';
import { openPostgres } from '../store/postgres-driver';
import type { PostgresConfig } from '../store/postgres-driver';
import { openSqlite } from '../store/sqlite-driver';
import { seedDefaults } from './seed-defaults';
import { Workspace } from './workspace';

export type StorageConfig = { readonly kind: 'sqlite'; readonly path: string } | ({ readonly kind: 'postgres' } & PostgresConfig);

export interface WorkspaceConfig {
	readonly storage: StorageConfig;
	/** `live` and `sandbox` cannot be changed later: a sandbox's clock lies. */
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

/** Writes the workspace row of a new database; answers the mode an existing one was made with. */
async function describe(database: Database, config: WorkspaceConfig): Promise<'live' | 'sandbox'> {
	const now = (config.systemClock ?? Date.now)();
	return await database.transaction(async (tx) => {
		const made = await tx.run(
			`insert into workspace (id, name, mode, clock_offset_ms, clock_target_at, settings_json, created_at)
				values (1, :name, :mode, 0, null, :settings, :now) on conflict (id) do nothing`,
			{ name: config.name ?? 'Deal Desk', mode: config.mode, settings: JSON.stringify({ publicUrl: config.publicUrl ?? 'http://localhost:5678' }), now },
		);
		if (made === 1) await seedDefaults(tx);
		const row = await tx.get('select mode, settings_json from workspace where id = 1');
		const settings = JSON.parse(String(row?.settings_json)) as { publicUrl: string };
		if (config.publicUrl !== undefined && settings.publicUrl !== config.publicUrl) {
			await tx.run('update workspace set settings_json = :settings where id = 1', { settings: JSON.stringify({ ...settings, publicUrl: config.publicUrl }) });
		}
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

/** What tells two workspaces apart; the password is part of it, so a corrected one opens anew. */
function keyOf(config: WorkspaceConfig): string {
	const { storage } = config;
	return JSON.stringify(storage.kind === 'sqlite' ? ['sqlite', resolve(storage.path), config.mode] : [storage, config.mode]);
}

/** The workspace of a credential, one per process: all nodes and triggers share its connections. A failed opening is tried again next time. */
export async function sharedWorkspace(config: WorkspaceConfig): Promise<Workspace> {
	const key = keyOf(config);
	let workspace = open.get(key);
	if (!workspace) {
		workspace = openWorkspace(config);
		open.set(key, workspace);
		workspace.catch(() => open.delete(key));
	}
	return await workspace;
}

/** Closes all shared workspaces of this process; for tests and orderly ends. */
export async function closeSharedWorkspaces(): Promise<void> {
	const closing = [...open.values()];
	open.clear();
	for (const opening of closing) {
		// One that never opened has nothing to close.
		const workspace = await opening.catch(() => undefined);
		await workspace?.database.close();
	}
}

