const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const { src, dest, series, parallel } = require('gulp');
const esbuild = require('esbuild');

const run = promisify(execFile);

const clean = () => rm('dist', { recursive: true, force: true });

async function compile() {
	await run(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { maxBuffer: 1 << 24 }).catch((error) => {
		throw new Error(error.stdout || error.message);
	});
}

/** One bundled file for all third-party code: the installed package has no dependencies and each library exists once. */
const vendor = () =>
	esbuild.build({
		entryPoints: ['src/vendor.ts'],
		outfile: 'dist/src/vendor.js',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node24',
		minifySyntax: true,
		legalComments: 'linked',
		external: ['n8n-workflow', 'pg-native'],
		logLevel: 'warning',
	});

const assets = () => src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json'], { base: 'nodes', encoding: false }).pipe(dest('dist/nodes'));

exports.build = series(clean, compile, parallel(vendor, assets));
