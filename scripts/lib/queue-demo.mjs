/** What one `npm run start:queue` owns in PostgreSQL and Redis: two schemas and the keys under one prefix. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { OperatorError } from './operator-error.mjs';
import { createSchema, hasSchema } from './postgres.mjs';

/**
 * @param {import('./queue-options.mjs').QueueOptions} options
 * @param {import('./data-folder.mjs').DataFolder} data
 */
export const queueDemoOf = ({ postgres, redis, name }, data) => ({
	/** n8n's own data. */
	n8n: { ...postgres, schema: `${name}_n8n` },
	/** The workspace of the demo company. */
	company: { ...postgres, schema: `${name}_company` },
	redis,
	prefix: name,
	/** Written on the schemas, so that another clone does not take them for its own. */
	owner: `npm run start:queue, ${data.root} on ${hostname()}`,
});

/** @typedef {ReturnType<typeof queueDemoOf>} QueueDemo */

/**
 * Before anything is made: folder and schemas are ours, and still belong together.
 * @param {import('./data-folder.mjs').DataFolder} data
 * @param {QueueDemo} demo
 */
export async function requireOwnPlaces(data, { n8n, company, owner }) {
	if (existsSync(data.company)) throw new OperatorError(`${data.root} belongs to npm start.`, 'Choose another folder: npm run start:queue -- --data <folder>');
	const made = [await hasSchema(n8n, owner), await hasSchema(company, owner)];
	// The key of n8n's credentials was in the folder: without it the schema is of no use to anybody.
	if (made.includes(true) && !existsSync(data.access)) {
		throw new OperatorError(`The schemas "${n8n.schema}" and "${company.schema}" in ${n8n.host}:${n8n.port}/${n8n.database} were made from this folder, but ${data.access} with their key is gone.`, 'Remove them with npm run reset -- --queue (the same options), then start again.');
	}
}

/** @param {import('./data-folder.mjs').DataFolder} data @param {QueueDemo} demo */
export async function makeN8nSchema(data, { n8n, owner }) {
	if (await hasSchema(n8n, owner)) return;
	// What was imported was imported into a schema that is gone.
	await rm(data.importLedger, { force: true });
	await createSchema(n8n, owner);
}
