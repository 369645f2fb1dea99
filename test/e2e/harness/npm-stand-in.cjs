#!/usr/bin/env node
/**
 * Stands for npm while n8n installs this package: `registry.json` beside it says which versions there are and where their
 * archives lie. Everything else goes to the real npm, which is kept off the network.
 */
const { spawnSync } = require('node:child_process');
const { copyFileSync, existsSync, readFileSync } = require('node:fs');
const { basename, delimiter, dirname, join } = require('node:path');

const { name, latest, archives } = JSON.parse(readFileSync(join(__dirname, 'registry.json'), 'utf8'));
const [command, wanted = ''] = process.argv.slice(2);
const version = wanted.replace(`${name}@`, '').replace('latest', latest);

function refuse(message) {
	console.error(`npm error code E404\nnpm error 404 Not Found: ${message}`);
	process.exit(1);
}

function outdated() {
	const installed = JSON.parse(readFileSync('package.json', 'utf8')).dependencies[name];
	if (!installed || installed === latest) return console.log('{}');
	console.log(JSON.stringify({ [name]: { current: installed, wanted: installed, latest } }));
	process.exit(1);
}

if (command === 'view' || command === 'pack') {
	if (!wanted.startsWith(`${name}@`) || !archives[version]) refuse(wanted);
	if (command === 'view') console.log(JSON.stringify(version));
	else {
		copyFileSync(archives[version], basename(archives[version]));
		console.log(basename(archives[version]));
	}
} else if (command === 'outdated') outdated();
else {
	const path = process.env.PATH.split(delimiter).filter((folder) => folder !== dirname(__filename)).join(delimiter);
	const npm = path.split(delimiter).map((folder) => join(folder, 'npm')).find(existsSync);
	process.exit(spawnSync(npm, [...process.argv.slice(2), '--offline'], { stdio: 'inherit', env: { ...process.env, PATH: path } }).status ?? 1);
}
