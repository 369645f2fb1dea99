/** Unit, store and in-process workflow tests. The end-to-end suite has its own project because it needs a real n8n. */
const transform = {
	'^.+\\.ts$': [
		'@swc/jest',
		{ jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
	],
};

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		{
			displayName: 'quick',
			rootDir: __dirname,
			testEnvironment: 'node',
			transform,
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
			modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.deal-desk/'],
		},
		{
			displayName: 'e2e',
			rootDir: __dirname,
			testEnvironment: 'node',
			transform,
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
			modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.deal-desk/'],
		},
	],
};
