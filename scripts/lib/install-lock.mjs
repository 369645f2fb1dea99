/**
 * Two commands may want to fill the same folder at once (start in one terminal, tests in another). One does the work,
 * the other waits. The lock is a folder, because mkdir is atomic everywhere, and is kept fresh, so that a killed
 * installer does not block the next one.
 */
import { mkdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './progress.mjs';

const REFRESH_MS = 5_000;
const ABANDONED_AFTER_MS = 30_000;
const RETRY_MS = 500;

/** @param {string} lock */
async function tryLock(lock) {
	try {
		await mkdir(lock);
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
	}
	const age = await stat(lock).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0);
	if (age > ABANDONED_AFTER_MS) await rm(lock, { recursive: true, force: true });
	return false;
}

/**
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} work
 */
export async function withInstallLock(folder, work) {
	const lock = `${folder}.lock`;
	await mkdir(dirname(folder), { recursive: true });
	for (let waits = 0; !(await tryLock(lock)); waits += 1) {
		if (waits === 0) say(`Another command is filling ${folder}; waiting for it.`);
		await sleep(RETRY_MS);
	}
	const refresh = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => undefined), REFRESH_MS);
	try {
		return await work();
	} finally {
		clearInterval(refresh);
		await rm(lock, { recursive: true, force: true });
	}
}
