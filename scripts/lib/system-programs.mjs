/**
 * The two programs of the whole test run that npm cannot bring along: Redis for queue mode and Chromium for the editor.
 * Where this user may install Debian packages without being asked for anything, they are installed; elsewhere the run says
 * what to install and fails, because a test that was left out would look like one that passed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { OperatorError } from './operator-error.mjs';
import { step } from './progress.mjs';

const isOnPath = (/** @type {string} */ program) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

function hasChromium() {
	try {
		return findChromium() !== '';
	} catch {
		return false;
	}
}

/** @type {{ debian: string, isThere: () => boolean, otherwise: string }[]} */
const programs = [
	{ debian: 'redis-server', isThere: () => process.env.DEAL_DESK_TEST_REDIS !== undefined || isOnPath('redis-server'), otherwise: 'or say where a Redis is: DEAL_DESK_TEST_REDIS=redis://host:6379' },
	{ debian: 'chromium', isThere: hasChromium, otherwise: 'or set CHROMIUM_PATH to a Chromium or Chrome' },
];

const mayInstall = () => isOnPath('apt-get') && process.getuid?.() === 0;

/** @param {string[]} args */
function apt(args) {
	const { status, stderr } = spawnSync('apt-get', args, { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
	if (status !== 0) throw new OperatorError(`"apt-get ${args.join(' ')}" failed.`, stderr.trim().split('\n').slice(-5).join('\n'));
}

/** @throws {OperatorError} naming what is missing and how to get it */
export async function installSystemPrograms() {
	const missing = programs.filter(({ isThere }) => !isThere());
	if (missing.length === 0) return;
	const names = missing.map(({ debian }) => debian);
	if (!mayInstall()) {
		throw new OperatorError(`The tests need ${names.join(' and ')}.`, missing.map(({ debian, otherwise }) => `Install it (Debian, Ubuntu: sudo apt-get install ${debian}), ${otherwise}.`).join('\n'));
	}
	await step(`Installing ${names.join(' and ')}`, async () => {
		apt(['update', '--quiet=2']);
		apt(['install', '--yes', '--quiet=2', '--no-install-recommends', ...names]);
	});
}
