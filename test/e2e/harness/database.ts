/** PostgreSQL for end-to-end tests: the one server of the test run (see test/helpers/postgres.ts), a schema for each use. */
import { PgPool } from '../../../src/vendor';
import { freshPostgres } from '../../helpers/postgres';

export type PostgresAddress = Awaited<ReturnType<typeof freshPostgres>>;

/** A schema that exists and is empty: for a Deal Desk workspace, or for n8n itself. */
export async function createDatabase(): Promise<PostgresAddress> {
	const address = await freshPostgres();
	const pool = new PgPool({ host: address.host, port: address.port, database: address.database, user: address.user, password: address.password });
	await pool.query(`create schema if not exists "${address.schema}"`);
	await pool.end();
	return address;
}

/** Makes n8n keep its own data in PostgreSQL: `startN8nServer({ env: postgresEnvironment(await createDatabase()) })`. */
export const postgresEnvironment = ({ host, port, database, user, password, schema }: PostgresAddress): Record<string, string> => ({
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: host,
	DB_POSTGRESDB_PORT: String(port),
	DB_POSTGRESDB_DATABASE: database,
	DB_POSTGRESDB_USER: user,
	DB_POSTGRESDB_PASSWORD: password,
	DB_POSTGRESDB_SCHEMA: schema ?? 'public',
});
