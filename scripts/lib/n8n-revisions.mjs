/** Which revision of each workflow and credential n8n has, read from its database while it is stopped. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withPostgres } from './postgres.mjs';

// n8n gives a workflow a new version id each time it is saved; publishing does not change it.
const WORKFLOWS = 'select id, "versionId" as revision from workflow_entity';
const CREDENTIALS = 'select id, "updatedAt" as revision from credentials_entity';

const none = () => ({ workflows: new Map(), credentials: new Map() });

/** @param {Record<string, any>[]} rows @returns {Map<string, string>} */
const asMap = (rows) => new Map(rows.map(({ id, revision }) => [String(id), revision instanceof Date ? revision.toISOString() : String(revision)]));

/** @param {string} file */
async function readFromSqlite(file) {
	if (!existsSync(file)) return none();
	const { DatabaseSync } = await import('node:sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		return { workflows: asMap(database.prepare(WORKFLOWS).all()), credentials: asMap(database.prepare(CREDENTIALS).all()) };
	} finally {
		database.close();
	}
}

/** @param {import('./postgres.mjs').PostgresSchema} database */
async function readFromPostgres(database) {
	return await withPostgres(database, async (query) => {
		const [made] = await query("select to_regclass('workflow_entity') is not null as there");
		if (!made?.there) return none();
		return { workflows: asMap(await query(WORKFLOWS)), credentials: asMap(await query(CREDENTIALS)) };
	});
}

/** @param {{ userFolder: string, database?: import('./postgres.mjs').PostgresSchema }} instance */
export async function readRevisions({ userFolder, database }) {
	return database ? await readFromPostgres(database) : await readFromSqlite(join(userFolder, '.n8n', 'database.sqlite'));
}
