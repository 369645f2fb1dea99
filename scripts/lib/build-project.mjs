/** Builds `dist`, unless the sources are those it was built from. */
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { withInstallLock } from './install-lock.mjs';
import { environmentOfThisNode } from './node24.mjs';
import { OperatorError } from './operator-error.mjs';
import { projectFolder } from './places.mjs';
import { step } from './progress.mjs';

const run = promisify(execFile);

/** Everything that ends up in the package, and everything that decides how. */
const SOURCES = ['nodes', 'credentials', 'src', 'templates', 'gulpfile.js', 'tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json'];
const dist = join(projectFolder, 'dist');
/** Lies with what it describes: a `dist` that is cleaned or built by hand has no record and is built afresh. */
const record = join(dist, '.built-from');

/** @param {string} place @returns {Promise<string[]>} */
async function filesBelow(place) {
	const entries = await readdir(place, { withFileTypes: true, recursive: true }).catch((error) => {
		if (error.code === 'ENOTDIR') return undefined;
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	if (!entries) return [place];
	return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

export async function hashSources() {
	const files = (await Promise.all(SOURCES.map((source) => filesBelow(join(projectFolder, source))))).flat().sort();
	const hash = createHash('sha256');
	for (const file of files) hash.update(relative(projectFolder, file)).update('\0').update(await readFile(file)).update('\0');
	return hash.digest('hex');
}

const builtFrom = () => readFile(record, 'utf8').catch(() => '');

/** @returns {Promise<string>} the hash of the sources that `dist` was built from */
export async function buildProject() {
	let hash = await hashSources();
	if ((await builtFrom()) === hash) return hash;

	await withInstallLock(dist, async () => {
		hash = await hashSources();
		if ((await builtFrom()) === hash) return;
		await step('Building the package', async () => {
			const gulp = join(projectFolder, 'node_modules', 'gulp', 'bin', 'gulp.js');
			await run(process.execPath, [gulp, 'build'], { cwd: projectFolder, env: environmentOfThisNode(), maxBuffer: 1 << 26 }).catch((error) => {
				throw new OperatorError('The package does not build.', `${error.stdout}\n${error.stderr}`.trim(), error);
			});
		});
		await writeFile(record, hash);
	});
	return hash;
}
