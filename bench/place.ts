import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { PostgresConfig } from '../src/store/postgres-driver';
import { PgPool } from '../src/vendor';

/** Where a contender keeps its data; all of it is removed when the size has been measured. */
export interface Place {
	/** A new folder. */
	folder(): string;
	/** A new database of its own, so that nobody's vacuum or bloat is another's. The schema in the address is Deal Desk's. */
	postgres(): Promise<PostgresConfig>;
	/** The package's folder. */
	readonly root: string;
}

export interface PlaceSource {
	readonly root: string;
	/** The server of this run, brought up when first asked for. */
	readonly server: () => Promise<PostgresConfig>;
}

async function command(server: PostgresConfig, sql: string): Promise<void> {
	const pool = new PgPool({ ...server, ssl: server.ssl, max: 1 });
	try {
		await pool.query(sql);
	} finally {
		await pool.end();
	}
}

export function openPlace(source: PlaceSource): Place & { remove(): Promise<void> } {
	const folders: string[] = [];
	const databases: string[] = [];
	return {
		root: source.root,
		folder: () => {
			const folder = mkdtempSync(join(tmpdir(), 'deal-desk-bench-'));
			folders.push(folder);
			return folder;
		},
		postgres: async () => {
			const server = await source.server();
			const database = `bench_${randomBytes(6).toString('hex')}`;
			await command(server, `create database ${database}`);
			databases.push(database);
			return { ...server, database, schema: 'deal_desk', poolSize: 8 };
		},
		remove: async () => {
			for (const folder of folders) rmSync(folder, { recursive: true, force: true });
			for (const database of databases) await command(await source.server(), `drop database if exists ${database} with (force)`);
		},
	};
}
