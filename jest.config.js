/**
 * Four projects: `quick` (units, use cases, stores: the inner loop), `thorough` (shipped workflows in process, several
 * processes on one workspace, crashes, the packed package), `e2e` (a real n8n) and `browser` (its editor, in Chromium).
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
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.deal-desk/', '<rootDir>/.deal-desk-queue/'],
};

/** What takes long because it starts processes, plays whole workflows or races on purpose. */
const thorough = ['test/workflows/', 'test/crash/', 'test/chaos/', 'test/bench/', 'test/package/', 'test/harness/', 'test/desk/contracts/contract-numbers.test.ts', 'test/desk/leads/parallel.test.ts', 'test/desk/reports/restatements.property.test.ts', 'test/desk/reports/close-and-pay.test.ts', 'test/escalation/races.test.ts', 'test/hostile/operations.test.ts', 'test/nodes/effect-keys.test.ts', 'test/nodes/effect-keys-with-n8n-nodes.test.ts', 'test/nodes/triggers.test.ts'];
// n8n's own nodes come from the pinned n8n with their own copies of these two. As in a running n8n, there must be one.
const moduleNameMapper = { '^(n8n-workflow|n8n-core)$': '<rootDir>/node_modules/$1' };

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		{
			...shared,
			displayName: 'quick',
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/browser/', ...thorough.map((path) => `<rootDir>/${path}`)],
			// The first test of a run that needs PostgreSQL waits until it has started.
			setupFilesAfterEnv: ['<rootDir>/test/harness/patience.ts'],
			moduleNameMapper,
		},
		{
			...shared,
			displayName: 'thorough',
			testMatch: thorough.map((path) => (path.endsWith('/') ? `<rootDir>/${path}**/*.test.ts` : `<rootDir>/${path}`)),
			setupFilesAfterEnv: ['<rootDir>/test/harness/patience.ts'],
			moduleNameMapper,
		},
		{
			...shared,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
			globalSetup: '<rootDir>/test/e2e/harness/pack-package.ts',
			setupFilesAfterEnv: ['<rootDir>/test/e2e/harness/patience.ts'],
		},
		{
			...shared,
			displayName: 'browser',
			testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
			globalSetup: '<rootDir>/test/e2e/harness/pack-package.ts',
			setupFilesAfterEnv: ['<rootDir>/test/e2e/harness/patience.ts'],
		},
	],
};
