/**
 * Fills the demo company: departments, people, legal entities, clients and a year of their history.
 *
 * The company itself is told by the package (`dist/src/desk/demo/`), through the same use cases the nodes call. This file
 * only finds it, calls it once for each data folder, and puts the result in place whole.
 */
import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { projectFolder } from './places.mjs';
import { step } from './progress.mjs';

/** Exports `seedDemoCompany(databaseFile: string): Promise<void>`, which closes the file before it resolves. */
const demoModule = join(projectFolder, 'dist', 'src', 'desk', 'demo', 'index.js');

/**
 * @param {string} databaseFile
 * @returns {Promise<boolean>} whether a company was set up now
 */
export async function seedDemoCompany(databaseFile) {
	if (existsSync(databaseFile) || !existsSync(demoModule)) return false;
	// Filled beside its place, so that a seeding cut short is started afresh and never taken for a company.
	const unfinished = `${databaseFile}.unfinished`;
	const folder = dirname(databaseFile);
	for (const name of await readdir(folder)) {
		if (name.startsWith(basename(unfinished))) await rm(join(folder, name));
	}
	const { seedDemoCompany: seed } = createRequire(import.meta.url)(demoModule);
	await step('Setting up the demo company', () => seed(unfinished));
	await rename(unfinished, databaseFile);
	return true;
}
