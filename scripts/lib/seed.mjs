/**
 * Fills the demo company: departments, people, legal entities, clients and two years of their history.
 *
 * The company itself is told by the package (`dist/src/desk/demo/`), through the same use cases the nodes call. This file
 * only finds it, calls it once for each place, and puts the result in place whole: it is filled beside its place, so that a
 * seeding cut short is started afresh and never taken for a company.
 */
import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { projectFolder } from './places.mjs';
import { beside, createSchema, dropSchema, hasSchema } from './postgres.mjs';
import { step } from './progress.mjs';

/** Exports `seedDemoCompany(storage, options: { history: boolean })`, which closes the storage before it resolves. */
const demoModule = join(projectFolder, 'dist', 'src', 'desk', 'demo', 'index.js');

/**
 * @typedef {object} CompanyPlace
 * @property {() => Promise<boolean>} isFilled
 * @property {() => Promise<object>} makeUnfinished an empty storage beside the place
 * @property {() => Promise<void>} putInPlace
 */

/** @param {string} file @returns {CompanyPlace} */
export function companyInFile(file) {
	const unfinished = `${file}.unfinished`;
	return {
		isFilled: async () => existsSync(file),
		async makeUnfinished() {
			for (const name of await readdir(dirname(file))) {
				if (name.startsWith(basename(unfinished))) await rm(join(dirname(file), name));
			}
			return { kind: 'sqlite', path: unfinished };
		},
		putInPlace: async () => await rename(unfinished, file),
	};
}

/**
 * @param {import('./postgres.mjs').PostgresSchema} place
 * @param {string} owner whose schema it is, in words
 * @returns {CompanyPlace}
 */
export function companyInSchema(place, owner) {
	const unfinished = { ...place, schema: `${place.schema}_unfinished` };
	return {
		isFilled: () => hasSchema(place, owner),
		async makeUnfinished() {
			await dropSchema(unfinished, owner);
			await createSchema(unfinished, owner);
			return { kind: 'postgres', ssl: false, ...unfinished };
		},
		async putInPlace() {
			await beside(unfinished, (query) => query(`alter schema ${unfinished.schema} rename to ${place.schema}`));
		},
	};
}

/**
 * @param {CompanyPlace} place
 * @returns {Promise<boolean>} whether a company was set up now
 */
export async function seedDemoCompany(place) {
	if (!existsSync(demoModule) || (await place.isFilled())) return false;
	const storage = await place.makeUnfinished();
	const { seedDemoCompany: seed } = createRequire(import.meta.url)(demoModule);
	await step('Setting up the demo company', () => seed(storage, { history: true }));
	await place.putInPlace();
	return true;
}
