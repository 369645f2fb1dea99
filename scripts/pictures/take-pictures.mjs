/** The work of `npm run pictures`: every canvas, looked over and photographed. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError } from '../lib/operator-error.mjs';
import { projectFolder } from '../lib/places.mjs';
import { say } from '../lib/progress.mjs';
import { shippedFolders } from '../lib/shipped-workflows.mjs';
import { openBrowser, openEditor } from './browser.mjs';
import { faultsOf } from './canvas-faults.mjs';
import { openCanvas } from './canvas-picture.mjs';
import { startTemporaryN8n } from './temporary-n8n.mjs';

/** A README is read over slow lines too. */
const LARGEST_BYTES = 600 * 1024;

/**
 * @param {import('playwright-core').Page} page
 * @param {string} url
 * @param {ReturnType<typeof shippedFolders>[number]} shipped
 * @returns {Promise<string[]>} what is wrong with it
 */
async function takePicture(page, url, { folder, workflow }) {
	await openCanvas(page, url, workflow);
	const faults = await faultsOf(page);
	const png = await page.screenshot();
	if (png.length > LARGEST_BYTES) faults.push(`The picture has ${Math.round(png.length / 1024)} KB, more than ${LARGEST_BYTES / 1024}`);
	await writeFile(join(projectFolder, 'workflows', folder, 'canvas.png'), png);
	say(`workflows/${folder}/canvas.png (${Math.round(png.length / 1024)} KB)`);
	return faults.map((fault) => `${folder}: ${fault}`);
}

/** @param {{ n8nFolder: string, buildHash: string, only: string[] }} options */
export async function takePictures({ n8nFolder, buildHash, only }) {
	const shipped = shippedFolders();
	const unknown = only.filter((name) => !shipped.some(({ folder }) => folder === name));
	if (unknown.length > 0) throw new OperatorError(`There is no workflows/${unknown[0]}.`, `There are: ${shipped.map(({ folder }) => folder).join(', ')}`);
	const browser = await openBrowser();
	const n8n = await startTemporaryN8n({ n8nFolder, buildHash, workflows: shipped.map(({ workflow }) => workflow) });
	try {
		const page = await openEditor(browser, n8n);
		const faults = [];
		for (const one of shipped.filter(({ folder }) => only.length === 0 || only.includes(folder))) faults.push(...(await takePicture(page, n8n.url, one)));
		if (faults.length > 0) throw new OperatorError('The pictures were taken, but do not look right:', faults.join('\n'));
	} finally {
		await browser.close();
		await n8n.stop();
	}
}
