/**
 * Two projects: `quick` (units, stores, workflows in process) and `e2e` (a real n8n).
 * Run them with `npm run jest -- <path>`: n8n's own nodes contain ES modules, which jest loads only with a Node flag.
 */
if (!process.execArgv.concat(process.env.NODE_OPTIONS ?? '').join(' ').includes('--experimental-vm-modules')) {
	console.warn('Start jest with `npm run jest -- <path>`; without its Node flag, tests that run workflows fail.');
}

// n8n's engine reports every failed node on the console; tests look at the run instead.
process.env.N8N_LOG_LEVEL ??= 'silent';

const transform = {
	'^.+\\.ts$': [
		'@swc/jest',
		{ jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
	],
};

const shared = {
	rootDir: __dirname,
	testEnvironment: 'node',
	transform,
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.deal-desk/'],
};

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		{
			...shared,
			displayName: 'quick',
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
			// n8n's own nodes come from the pinned n8n with their own copies of these two. As in a running n8n, there must be one.
			moduleNameMapper: { '^(n8n-workflow|n8n-core)$': '<rootDir>/node_modules/$1' },
		},
		{
			...shared,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
			globalSetup: '<rootDir>/test/e2e/harness/pack-package.ts',
			setupFilesAfterEnv: ['<rootDir>/test/e2e/harness/patience.ts'],
		},
	],
};
