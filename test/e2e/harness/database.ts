/** PostgreSQL for end-to-end tests: the one server of the test run (see test/helpers/postgres.ts), a schema for each use. */
import { postgresSettings } from '../../../scripts/lib/n8n-environment.mjs';
import type { PostgresConfig } from '../../../src/store/postgres-driver';
import { PgPool } from '../../../src/vendor';
import { freshPostgres } from '../../helpers/postgres';

/** A schema that exists and is empty: for a Deal Desk workspace, or for n8n itself. */
export async function createDatabase(address?: PostgresConfig): Promise<PostgresConfig> {
	const place = address ?? (await freshPostgres());
	const pool = new PgPool({ host: place.host, port: place.port, database: place.database, user: place.user, password: place.password, max: 1 });
	await pool.query(`create schema if not exists "${place.schema}"`);
	await pool.end();
	return place;
}

/** Makes n8n keep its own data in PostgreSQL: `startN8nServer({ env: postgresEnvironment(await createDatabase()) })`. */
export const postgresEnvironment = (place: PostgresConfig): Record<string, string> => postgresSettings(place);
