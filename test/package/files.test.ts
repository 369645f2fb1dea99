/** What the package says it has is what is built, packed and installable. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

const root = join(__dirname, '..', '..');
const readJson = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>;

const manifest = readJson('package.json') as {
	name: string;
	dependencies?: object;
	optionalDependencies?: object;
	peerDependencies: object;
	n8n: { nodes: string[]; credentials: string[] };
};
const sourcesOf = (pattern: string) => globSync(pattern, { cwd: root }).sort();
const builtFrom = (source: string) => join('dist', source).replace(/\.ts$/, '.js');

describe('registration', () => {
	it('lists every node and credential there is, once', () => {
		expect([...manifest.n8n.nodes].sort()).toEqual(sourcesOf('nodes/**/*.node.ts').map(builtFrom));
		expect([...manifest.n8n.credentials].sort()).toEqual(sourcesOf('credentials/*.credentials.ts').map(builtFrom));
	});

	it.each([...manifest.n8n.nodes, ...manifest.n8n.credentials])('%s is built and exports the class that n8n looks for', (file) => {
		const [className = ''] = basename(file).split('.');
		expect(existsSync(join(root, file))).toBe(true);
		const source = readFileSync(join(root, file.replace(/^dist\//, '').replace(/\.js$/, '.ts')), 'utf8');
		expect(source).toContain(`export class ${className} `);
	});

	it.each(manifest.n8n.nodes)('%s has its codex file, in the build as well', (file) => {
		const codexFile = file.replace(/\.js$/, '.json');
		const codex = readJson(codexFile) as { node: string; categories: string[]; resources: { primaryDocumentation: unknown[] } };
		const [className = ''] = basename(file).split('.');
		expect(codex.node).toBe(`${manifest.name}.${className.charAt(0).toLowerCase()}${className.slice(1)}`);
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(codex.resources.primaryDocumentation.length).toBeGreaterThan(0);
	});
});

describe('dependencies', () => {
	it('are none: an install pulls nothing but this package', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.optionalDependencies ?? {}).toEqual({});
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('of the built files are n8n-workflow, Node itself and each other', () => {
		const foreign = globSync('dist/**/*.js', { cwd: root })
			.filter((file) => relative(root, file) !== join('dist', 'src', 'vendor.js') && file !== join('dist', 'src', 'vendor.js'))
			.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/require\("([^"]+)"\)/g)].map(([, name = '']) => ({ file, name })))
			.filter(({ name }) => !name.startsWith('.') && !name.startsWith('node:') && name !== 'n8n-workflow');
		expect(foreign).toEqual([]);
	});

	it('of the vendor bundle are all inside it', () => {
		const bundle = readFileSync(join(root, 'dist/src/vendor.js'), 'utf8');
		const required = new Set([...bundle.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name.replace(/^node:/, '')));
		const { builtinModules } = jest.requireActual<typeof import('node:module')>('node:module');
		// pg asks for its native twin inside a try block and does without.
		expect([...required].filter((name) => !builtinModules.includes(name) && name !== 'pg-native')).toEqual([]);
	});
});

describe('the packed archive', () => {
	const packed = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--loglevel=error'], { cwd: root, encoding: 'utf8' })) as Array<{ files: Array<{ path: string }>; size: number }>;
	const [archive] = Object.values(packed);
	const files = archive?.files.map(({ path }) => path) ?? [];

	it('has every registered file and what stands beside it', () => {
		for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) expect(files).toContain(file);
		for (const icon of sourcesOf('nodes/**/*.svg')) expect(files).toContain(join('dist', icon));
		expect(files).toContain('LICENSE');
		expect(files).toContain(join('dist', 'src', 'vendor.js'));
	});

	it('has every shipped workflow with its description', () => {
		for (const workflow of sourcesOf('workflows/*/workflow.json')) expect(files).toContain(workflow);
		for (const folder of new Set(sourcesOf('workflows/*/workflow.json').map((file) => dirname(file)))) expect(files).toContain(join(folder, 'README.md'));
	});

	it('has nothing that only developers need', () => {
		expect(files.filter((path) => /^(test|scripts|bench|runtime|src|nodes|\.github|\.ci)\/|node_modules\/|\.test\.|\.map$|\.tsbuildinfo$|\.env|\.built-from$|\.sqlite$/.test(path))).toEqual([]);
	});
});
