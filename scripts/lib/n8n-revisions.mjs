/** Which revision of each workflow and credential n8n has, read from its database while it is stopped. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} userFolder */
export async function readRevisions(userFolder) {
	const file = join(userFolder, '.n8n', 'database.sqlite');
	if (!existsSync(file)) return { workflows: new Map(), credentials: new Map() };
	const { DatabaseSync } = await import('node:sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const read = (/** @type {string} */ sql) => new Map(database.prepare(sql).all().map(({ id, revision }) => [String(id), String(revision)]));
		return {
			// n8n gives a workflow a new version id each time it is saved; publishing does not change it.
			workflows: read('select id, versionId as revision from workflow_entity'),
			credentials: read('select id, updatedAt as revision from credentials_entity'),
		};
	} finally {
		database.close();
	}
}
