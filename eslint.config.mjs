/**
 * n8n's own lint for community packages, the same rules from the same plugins as `configWithoutCloudSupport` of
 * @n8n/node-cli (which would bring 700 MB of tools for this one list), and strict TypeScript on top.
 *
 * Without cloud support, because this package is self-hosted by design: it keeps its data in SQLite or PostgreSQL, and
 * n8n Cloud forbids nodes the file system. Every rule that is off is off in the block `exceptions`, with its reason.
 */
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const communityNodes = n8nCommunityNodesPlugin.configs.recommendedWithoutN8nCloudSupport;

const nodeGlobals = Object.fromEntries(
	['process', 'console', 'Buffer', 'URL', 'fetch', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'AbortController', 'AbortSignal', 'FormData', 'Blob'].map((name) => [name, 'readonly']),
);

const n8nLint = [
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommended, communityNodes, importX.flatConfigs.recommended],
		rules: { 'prefer-spread': 'off', 'no-console': 'error' },
	},
	{
		plugins: { 'n8n-nodes-base': nodesBase },
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
	},
	{
		files: ['package.json'],
		extends: [communityNodes],
		rules: nodesBase.configs.community.rules,
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...nodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...nodesBase.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
];

/** What n8n's lint leaves open: no `any`, no forgotten promise, no forgotten case. */
const strictTypeScript = [
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strict],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_$' }],
		},
	},
];

const plainScripts = [
	{
		files: ['**/*.{js,mjs}'],
		extends: [js.configs.recommended],
		languageOptions: { globals: nodeGlobals, ecmaVersion: 'latest' },
		rules: { 'no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_$' }] },
	},
	{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs', globals: { ...nodeGlobals, module: 'writable', require: 'readonly', exports: 'writable', __dirname: 'readonly' } } },
];

/** Everything that is off, and why. */
const exceptions = [
	{
		files: ['src/**/*.ts', 'nodes/*/actions/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'chaos/**/*.ts', 'scripts/**/*.ts'],
		rules: {
			// The core does not know n8n, and operations may throw its errors: nodes/shared turns them into NodeOperationError in one place.
			'@n8n/community-nodes/require-node-api-error': 'off',
		},
	},
	{
		files: ['test/**/*.ts', 'bench/**/*.ts', 'chaos/**/*.ts', 'scripts/**/*.ts'],
		rules: {
			// None of this is in the package. Tests start real n8n and PostgreSQL processes, and programs talk to a terminal.
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			'no-console': 'off',
			// A wrong `!` fails the test that has it.
			'@typescript-eslint/no-non-null-assertion': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			// These two see literals only, and our fields share constants and builders. test/package checks the finished descriptions.
			'n8n-nodes-base/node-param-description-missing-from-dynamic-multi-options': 'off',
			'n8n-nodes-base/node-param-description-missing-from-dynamic-options': 'off',
		},
	},
	{
		files: ['nodes/shared/resource.ts'],
		rules: {
			// The default is computed from the list of operations, where the rule cannot see it.
			'n8n-nodes-base/node-param-default-missing': 'off',
		},
	},
	{
		files: ['src/documents/clean-text.ts'],
		rules: {
			// Removing control characters is what the file is for.
			'no-control-regex': 'off',
		},
	},
];

export default tseslint.config(
	{ ignores: ['dist/', 'coverage/', '.deal-desk/', '.deal-desk-queue/', 'runtime/', 'node_modules/'] },
	...n8nLint,
	...strictTypeScript,
	...plainScripts,
	...exceptions,
);
