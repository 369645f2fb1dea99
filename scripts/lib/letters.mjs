/** The mail of the demo: a catcher on a port that is kept from start to start, every letter a file. */
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startMailCatcher } from './mail-catcher.mjs';
import { readJson } from './places.mjs';
import { preferPort } from './ports.mjs';
import { say } from './progress.mjs';

/** @param {string} folder */
function keepLetters(folder) {
	return async (/** @type {{ id: string, to: string[], source: Buffer }} */ { id, to, source }) => {
		const name = `${new Date().toISOString().replaceAll(':', '-')} ${to.join(' ').replace(/[^\w.@-]+/g, '_').slice(0, 80)} ${id.slice(0, 8)}.eml`;
		await mkdir(folder, { recursive: true });
		// Written beside its place and moved there: whoever watches the folder sees whole letters only.
		await writeFile(join(folder, `.${name}`), source);
		await rename(join(folder, `.${name}`), join(folder, name));
		say(`Letter to ${to.join(', ')}: ${join(folder, name)}`);
	};
}

/**
 * The port of the mail catcher: the wanted one, or a free one, which is then wanted from the next start on.
 * @param {import('./data-folder.mjs').DataFolder} data
 * @param {number} wanted
 */
async function mailPortOf(data, wanted) {
	const kept = existsSync(data.mailPort) ? readJson(data.mailPort) : {};
	const used = await preferPort(kept.wanted === wanted ? kept.used : wanted);
	await mkdir(data.root, { recursive: true });
	await writeFile(data.mailPort, JSON.stringify({ wanted, used }));
	return used;
}

/** @param {import('./data-folder.mjs').DataFolder} data @param {number} wantedPort */
export async function startPostOffice(data, wantedPort) {
	return await startMailCatcher({ port: await mailPortOf(data, wantedPort), onLetter: keepLetters(data.mail) });
}
