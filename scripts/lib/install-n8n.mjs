/**
 * The n8n that start and the end-to-end tests run. Install scripts stay off: one of n8n's 2,300 packages compiles a
 * Kafka client, which most machines cannot. Only the SQLite driver of n8n's own database is built afterwards.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireDiskSpace } from './disk-space.mjs';
import { withInstallLock } from './install-lock.mjs';
import { node24Headers } from './node24.mjs';
import { npm } from './npm.mjs';
import { n8nFolder, n8nPinFolder, n8nVersion } from './places.mjs';
import { step } from './progress.mjs';

const STAMP = '.deal-desk-installed';

const pinnedLockfile = () => readFileSync(join(n8nPinFolder, 'package-lock.json'), 'utf8');

/** A folder is finished when its stamp names this lockfile and this kind of machine; the stamp is written last. */
const stampOf = (/** @type {string} */ lockfile) =>
	`${createHash('sha256').update(lockfile).digest('hex')} ${process.platform} ${process.arch}\n`;

/** @param {string} folder @param {string} lockfile */
function isFinished(folder, lockfile) {
	const stamp = join(folder, STAMP);
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(lockfile);
}

/** @param {string} folder @param {string} manifest @param {string} lockfile */
async function installLocked(folder, manifest, lockfile) {
	await mkdir(folder, { recursive: true });
	await rm(join(folder, STAMP), { force: true });
	await writeFile(join(folder, 'package.json'), manifest);
	await writeFile(join(folder, 'package-lock.json'), lockfile);
	await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
}

/** A prebuilt driver is downloaded where there is one, else it is compiled against the headers of the Node that will load it. */
async function buildSqliteDriver(/** @type {string} */ folder) {
	const headers = node24Headers();
	await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], { cwd: folder, env: headers ? { npm_config_nodedir: headers } : {} });
}

export const hasN8n = () => isFinished(n8nFolder(), pinnedLockfile());

/** @returns {Promise<string>} the folder whose node_modules holds n8n */
export async function installN8n() {
	const folder = n8nFolder();
	if (hasN8n()) return folder;
	await withInstallLock(folder, async () => {
		if (hasN8n()) return;
		await requireDiskSpace(folder, 4, 'n8n');
		const lockfile = pinnedLockfile();
		await step(`Installing n8n ${n8nVersion} into ${folder} (once; about 5 minutes and 3 GB)`, () =>
			installLocked(folder, readFileSync(join(n8nPinFolder, 'package.json'), 'utf8'), lockfile),
		);
		await step("Building the driver of n8n's own database (once; about a minute)", () => buildSqliteDriver(folder));
		await writeFile(join(folder, STAMP), stampOf(lockfile));
	});
	return folder;
}

/**
 * Where n8n's own nodes can be loaded from, or undefined when n8n is not installed yet.
 * @returns {string | undefined}
 */
export function findNodesBase() {
	return hasN8n() ? join(n8nFolder(), 'node_modules', 'n8n-nodes-base') : undefined;
}
