/** What `npm start` has imported into this data folder so far; see import-plan.mjs for what it is used for. */
import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { readJson } from './places.mjs';

/**
 * @typedef {object} ImportLedger
 * @property {import('./import-plan.mjs').Remembered} workflows
 * @property {import('./import-plan.mjs').Remembered} credentials
 * @property {string[]} importing what an import under way is bringing in, until the revisions are known
 * @property {string[]} unpublished imported, but not live yet
 */

/** @param {string} file @returns {ImportLedger} */
export const readLedger = (file) => (existsSync(file) ? readJson(file) : { workflows: {}, credentials: {}, importing: [], unpublished: [] });

/** @param {string} file @param {ImportLedger} ledger */
export async function writeLedger(file, ledger) {
	await writeFile(`${file}.new`, `${JSON.stringify(ledger, null, '\t')}\n`);
	await rename(`${file}.new`, file);
}
