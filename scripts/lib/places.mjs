/** Where things live on this machine, and the environment variables that move them. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {string} file @returns {any} */
export const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

export const packageJson = () => readJson(join(projectFolder, 'package.json'));

/** The pinned n8n: its package.json and lockfile are in the repository, its 2.9 GB are not. */
export const n8nPinFolder = join(projectFolder, 'runtime', 'n8n');
/** @type {string} */
export const n8nVersion = readJson(join(n8nPinFolder, 'package.json')).dependencies.n8n;

const cacheFolder = () =>
	join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-deal-desk');

/** The installed n8n, shared by start, tests and CI of every clone on this machine. */
export const n8nFolder = () => resolve(process.env.DEAL_DESK_N8N_DIR || join(cacheFolder(), `n8n-${n8nVersion}`));
