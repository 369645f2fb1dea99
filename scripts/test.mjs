/**
 * `npm test`: everything, from a bare clone. Installs what is missing, then lint, types, build, quick and
 * thorough tests, the end-to-end tests on a real n8n, and those of its editor in a browser. `npm run test:quick` runs the quick
 * tests alone: no n8n, no build.
 *
 * The last line is for machines: `<n> passed, <n> failed`. Lint, types and build count as one each, so that the line
 * never says "0 failed" when the command fails.
 */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build, jest, lint, typecheck } from './lib/checks.mjs';
import { installN8n } from './lib/install-n8n.mjs';
import { installProject } from './lib/install-project.mjs';
import { continueUnderNode24, refuseOldNode } from './lib/node24.mjs';
import { reportFailure } from './lib/operator-error.mjs';
import { elapsedSeconds } from './lib/progress.mjs';
import { installSystemPrograms } from './lib/system-programs.mjs';

/** Jest leaves one core idle, which is half of a small machine. */
const inParallel = (/** @type {string} */ project) => jest(project, [`--maxWorkers=${Math.max(2, availableParallelism())}`]);

/** @returns {Promise<import('./lib/checks.mjs').CheckResult[]>} */
async function quickChecks() {
	return [await inParallel('quick')];
}

/** @returns {Promise<import('./lib/checks.mjs').CheckResult[]>} */
async function allChecks() {
	await installSystemPrograms();
	await installN8n();
	const results = [await lint(), await typecheck(), await build(), await inParallel('quick'), await inParallel('thorough')];
	const built = results.every(({ name, failed }) => name !== 'build' || failed === 0);
	// Each of these files brings up an n8n of its own: two at once would only slow each other down.
	if (built) results.push(await jest('e2e', ['--runInBand']), await jest('browser', ['--runInBand']));
	else console.error('\nThe end-to-end tests were not run: the package does not build.');
	return results;
}

function summarise(/** @type {import('./lib/checks.mjs').CheckResult[]} */ results) {
	const total = (/** @type {'passed' | 'failed'} */ field) => results.reduce((sum, result) => sum + result[field], 0);
	console.log(`\nAfter ${elapsedSeconds().toFixed(0)} s:`);
	for (const { name, passed, failed } of results) console.log(`  ${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed`);
	console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
	process.exitCode = total('failed') === 0 ? 0 : 1;
}

async function main() {
	refuseOldNode();
	await installProject();
	await continueUnderNode24(fileURLToPath(import.meta.url));
	summarise(process.argv.includes('--quick') ? await quickChecks() : await allChecks());
}

await main().catch(reportFailure);
