/**
 * The operator's folder: everything `npm start` (or `npm run start:queue`, in another folder) creates and keeps, and nothing
 * else. One command uses it at a time; `running.json` says which.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { OperatorError } from './operator-error.mjs';
import { projectFolder, readJson } from './places.mjs';

/** @param {string} root */
function placesIn(root) {
	return {
		root,
		/** n8n keeps its own data in `.n8n` below this; in queue mode each process has a folder of its own in it. */
		n8nUser: join(root, 'n8n'),
		n8nLog: join(root, 'n8n.log'),
		/** In queue mode: one log for each process. */
		logs: join(root, 'logs'),
		/** The demo company: the file the Deal Desk credential points at. */
		company: join(root, 'company.sqlite'),
		mail: join(root, 'mail'),
		/** Which port the mail catcher had: the mail credential names it, so it is kept from start to start. */
		mailPort: join(root, 'mail-port.json'),
		access: join(root, 'access.json'),
		importLedger: join(root, 'imported.json'),
		running: join(root, 'running.json'),
	};
}

/** @typedef {ReturnType<typeof placesIn>} DataFolder */

/** Of `npm start`. @param {string} [chosen] */
export const dataFolderAt = (chosen) => placesIn(resolve(chosen || process.env.DEAL_DESK_DATA || join(projectFolder, '.deal-desk')));

/** Of `npm run start:queue`: never the one of `npm start`, so that both can run at once. @param {string} [chosen] */
export const queueFolderAt = (chosen) => placesIn(resolve(chosen || process.env.DEAL_DESK_QUEUE_DATA || join(projectFolder, '.deal-desk-queue')));

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it lives, and belongs to someone else.
		return error.code === 'EPERM';
	}
}

/**
 * A process id alone proves nothing after a reboot: another program may have it now. Where the system tells, the command
 * line must be one of ours.
 * @param {number} pid
 */
function isOurs(pid) {
	if (!isAlive(pid)) return false;
	const commandLine = `/proc/${pid}/cmdline`;
	return existsSync(commandLine) ? /start(-queue)?\.mjs|n8n/.test(readFileSync(commandLine, 'utf8')) : true;
}

/**
 * Who uses the folder now, if anybody.
 * @param {DataFolder} data
 * @returns {{ what: string, pid: number, url: string } | undefined}
 */
export function whoRuns(data) {
	if (!existsSync(data.running)) return undefined;
	const { command = 'npm start', pid, n8nPids = [], url } = readJson(data.running);
	if (pid && isOurs(pid)) return { what: command, pid, url };
	// The starter was killed outright and could not take its n8n along.
	const left = n8nPids.find(isOurs);
	return left ? { what: `the n8n of an earlier ${command}`, pid: left, url } : undefined;
}

/** @param {DataFolder} data @param {string} intention */
export function refuseWhileRunning(data, intention) {
	const running = whoRuns(data);
	if (!running) return;
	throw new OperatorError(
		`${data.root} is in use by ${running.what} (process ${running.pid}, ${running.url}).`,
		`Stop it first (Ctrl-C in its terminal, or: kill ${running.pid}), then ${intention}.`,
	);
}

/**
 * @param {DataFolder} data
 * @param {{ command?: string, pid: number, n8nPids?: number[], url: string }} who `url`: where the webhooks answer
 */
export async function claim(data, who) {
	await mkdir(data.root, { recursive: true });
	await writeFile(data.running, `${JSON.stringify(who)}\n`);
}

/** @param {DataFolder} data */
export const release = (data) => rm(data.running, { force: true });
