/** Says that the disk is too small before half an hour of downloading does. */
import { mkdir, statfs } from 'node:fs/promises';
import { OperatorError } from './operator-error.mjs';

const GIB = 1024 ** 3;

/**
 * @param {string} folder
 * @param {number} neededGib
 * @param {string} what
 */
export async function requireDiskSpace(folder, neededGib, what) {
	await mkdir(folder, { recursive: true });
	const { bavail, bsize } = await statfs(folder);
	const freeGib = (bavail * bsize) / GIB;
	if (freeGib < neededGib) {
		throw new OperatorError(
			`Not enough disk space for ${what}: ${freeGib.toFixed(1)} GB free in ${folder}, ${neededGib} GB needed.`,
			'Free some space, or point DEAL_DESK_N8N_DIR (n8n itself) or DEAL_DESK_DATA (your data) to a larger disk.',
		);
	}
}
