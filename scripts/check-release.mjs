/**
 * `node scripts/check-release.mjs v1.2.3`: refuses a release whose changelog is unfinished or whose version is not the
 * one that was tagged.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportFailure, OperatorError } from './lib/operator-error.mjs';
import { packageJson, projectFolder } from './lib/places.mjs';

function checkRelease(/** @type {string | undefined} */ tag) {
	const { version } = packageJson();
	const file = join(projectFolder, 'CHANGELOG.md');
	const headings = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line.startsWith('## ')) : [];
	if (headings.some((heading) => /unreleased/i.test(heading))) {
		throw new OperatorError('CHANGELOG.md still has an "Unreleased" heading.', `Give it the version and the date: ## ${version} (2026-01-31)`);
	}
	if (!headings.some((heading) => heading.includes(version))) {
		throw new OperatorError(`CHANGELOG.md has no entry for ${version}.`, 'Say there what the release brings its users.');
	}
	if (tag !== undefined && tag.replace(/^v/, '') !== version) {
		throw new OperatorError(`The tag ${tag} is not the version in package.json, ${version}.`);
	}
	console.log(`Ready to publish ${version}.`);
}

try {
	checkRelease(process.argv[2]);
} catch (error) {
	reportFailure(error);
}
