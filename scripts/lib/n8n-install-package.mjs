/**
 * Puts this package into an n8n's data folder as n8n's own "Community nodes" page does it: the packed files, below
 * `nodes/node_modules`, without development dependencies. Node types then have the names that shipped workflows use.
 */
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { npm } from './npm.mjs';
import { packageJson, projectFolder } from './places.mjs';

const run = promisify(execFile);

/**
 * @param {string} folder where the archive is put
 * @returns {Promise<string>} the archive
 */
export async function packProject(folder) {
	await mkdir(folder, { recursive: true });
	await npm(['pack', '--pack-destination', folder], { cwd: projectFolder });
	const { name, version } = packageJson();
	return join(folder, `${name}-${version}.tgz`);
}

/** @param {string} userFolder */
const nodesFolder = (userFolder) => join(userFolder, '.n8n', 'nodes', 'node_modules');

/**
 * @param {string} archive
 * @param {string} userFolder
 */
export async function installArchive(archive, userFolder) {
	const { name } = packageJson();
	const parent = nodesFolder(userFolder);
	await mkdir(parent, { recursive: true });
	// Unpacked beside its place and moved there, so that an interrupted start leaves the old package or the new one.
	const incoming = await mkdtemp(join(parent, '.incoming-'));
	await run('tar', ['-xzf', archive, '-C', incoming, '--strip-components=1']);
	const manifestFile = join(incoming, 'package.json');
	const { devDependencies, peerDependencies, optionalDependencies, ...manifest } = JSON.parse(await readFile(manifestFile, 'utf8'));
	await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
	await rm(join(parent, name), { recursive: true, force: true });
	await rename(incoming, join(parent, name));
}

/** @param {string} userFolder */
const recordOf = (userFolder) => join(nodesFolder(userFolder), '.installed-build');

/**
 * Packs and installs, except where these very files are already.
 * @param {string[]} userFolders in queue mode every process has one
 * @param {string} buildHash
 */
export async function installPackage(userFolders, buildHash) {
	const wanted = createHash('sha256').update(buildHash).update(JSON.stringify(packageJson())).digest('hex');
	const installed = await Promise.all(userFolders.map((folder) => readFile(recordOf(folder), 'utf8').catch(() => '')));
	const lacking = userFolders.filter((_, index) => installed[index] !== wanted);
	if (lacking.length === 0) return;
	const folder = await mkdtemp(join(tmpdir(), 'deal-desk-pack-'));
	try {
		const archive = await packProject(folder);
		for (const userFolder of lacking) {
			await installArchive(archive, userFolder);
			await writeFile(recordOf(userFolder), wanted);
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** For working on the nodes: n8n loads the clone itself, and reloads when `dist` changes (N8N_DEV_RELOAD=true). @param {string} userFolder */
export async function linkPackage(userFolder) {
	const parent = nodesFolder(userFolder);
	const place = join(parent, packageJson().name);
	await mkdir(parent, { recursive: true });
	await rm(place, { recursive: true, force: true });
	await rm(recordOf(userFolder), { force: true });
	await symlink(projectFolder, place, 'dir');
}
