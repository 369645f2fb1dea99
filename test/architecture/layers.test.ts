/**
 * Arrows point down (docs/architecture.md, "Layers"). Each rule carries its reason, so that whoever breaks one reads why it
 * stands there before deciding that it should not.
 */
import { codeOf, filesIn, importsOf, textOf } from './imports';
import type { Import } from './imports';

const domainFolders = ['cadence', 'calendar', 'crm', 'documents', 'escalation', 'organisation', 'registers', 'reports', 'requisites'] as const;
const domain = domainFolders.map((folder) => `src/${folder}`);

interface Rule {
	/** Folders whose files it binds. */
	readonly in: readonly string[];
	/** What they must not import. */
	readonly never: RegExp;
	/** Types are gone at run time; most rules let them pass. */
	readonly typesToo: boolean;
	readonly because: string;
}

const rules: readonly Rule[] = [
	{ in: ['src'], never: /^(nodes|credentials)\//, typesToo: true, because: 'the core runs without a canvas: in tests, benchmarks and whatever comes after n8n' },
	{ in: ['src'], never: /^(n8n-workflow|n8n-core|n8n$|@n8n\/)/, typesToo: true, because: 'only nodes/ and credentials/ know n8n, so that an upgrade of n8n touches one folder' },
	{ in: domain, never: /^src\/(desk|bitrix24)\//, typesToo: true, because: 'a decision does not know who asks for it' },
	{ in: domain, never: /^src\/(store|journal|timers)\//, typesToo: false, because: 'a decision gets what it needs as arguments; who loads and saves is a use case' },
	{ in: domain, never: /^src\/store\//, typesToo: true, because: 'rows and columns stop at the store; a record means the same whatever keeps it' },
	{ in: domain, never: /^node:(fs|net|http|https|child_process|sqlite|timers|os|worker_threads|dns|dgram|tls)/, typesToo: true, because: 'a decision does no I/O, so that it can be tested by asking it' },
	{ in: ['src/store'], never: /^src\/(desk|bitrix24|journal|timers)\//, typesToo: false, because: 'the store is at the bottom; what happens to rows is decided above it' },
	{ in: ['src/store'], never: new RegExp(`^src/(${domainFolders.join('|')})/`), typesToo: false, because: 'the store keeps records of the domain and decides nothing about them' },
	{ in: ['src/journal', 'src/timers'], never: /^src\/(desk|bitrix24)\//, typesToo: true, because: 'events and timers carry what use cases mean, and do not know what that is' },
	{ in: ['src/journal', 'src/timers'], never: new RegExp(`^src/(${domainFolders.join('|')})/`), typesToo: true, because: 'they serve every kind of subject alike' },
	{ in: ['src/timers'], never: /^src\/journal\//, typesToo: false, because: 'the journal calls the timers when a listener registers, never the other way round' },
	{ in: ['nodes', 'credentials'], never: /^src\/(store|journal|timers)\//, typesToo: false, because: 'a node calls one use case; it must not be able to write a row past the rules' },
	{ in: ['nodes', 'credentials'], never: /^(node:sqlite|pg|axios)$/, typesToo: true, because: 'no SQL and no HTTP of a portal in a node' },
];

/** Everything outside these folders is third-party. */
const isOwn = (to: string): boolean => /^(src|nodes|credentials)\//.test(to);
const isBuiltIn = (to: string): boolean => to.startsWith('node:');

const sources = [...filesIn('src'), ...filesIn('nodes'), ...filesIn('credentials')];
const imports: readonly Import[] = sources.flatMap(importsOf);
const shown = ({ from, to }: Import): string => `${from} → ${to}`;

it('finds the imports it judges: a rule over nothing would always hold', () => {
	expect(imports.length).toBeGreaterThan(300);
	expect(imports.map(shown)).toContain('src/desk/workspace.ts → src/journal/effects');
	expect(imports.find(({ from, to }) => from === 'src/store/escalation-tables.ts' && to === 'src/escalation/escalation')?.typeOnly).toBe(true);
});

describe('arrows point down', () => {
	it.each(rules.map((rule) => [`${rule.in.join(', ')} never import ${rule.never.source}${rule.typesToo ? '' : ' (types may)'}: ${rule.because}`, rule] as const))('%s', (_name, rule) => {
		const bound = (file: string) => rule.in.some((folder) => file.startsWith(`${folder}/`));
		expect(imports.filter((one) => bound(one.from) && rule.never.test(one.to) && (rule.typesToo || !one.typeOnly)).map(shown)).toEqual([]);
	});

	it('third-party code comes in by src/vendor.ts only, because an installed package carries it as one bundle; n8n-workflow is the host’s', () => {
		const allowed = ({ from, to }: Import) => from === 'src/vendor.ts' || (to === 'n8n-workflow' && /^(nodes|credentials)\//.test(from));
		expect(imports.filter((one) => !isOwn(one.to) && !isBuiltIn(one.to) && !allowed(one)).map(shown)).toEqual([]);
	});

	it('the package installs nothing beside itself', () => {
		expect(JSON.parse(textOf('package.json'))).not.toHaveProperty('dependencies');
	});
});

describe('time and chance are arguments', () => {
	const impure = /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(|\bMath\.random\(|\brandomUUID\(|\bset(Timeout|Interval|Immediate)\(|\bprocess\./;

	it.each(domain)('%s reads no clock and rolls no dice: the same question has the same answer (R-CORE-5)', (folder) => {
		expect(filesIn(folder).filter((file) => impure.test(codeOf(file)))).toEqual([]);
	});

	it('use cases take time from their transaction: a clock read beside it would not follow a sandbox (R-CORE-5)', () => {
		// The loop measures how long it waits, and leases run on the database's clock; a workspace is given its clock when it is opened.
		const mayKnowTime = new Set(['src/desk/workspace.ts', 'src/desk/open-workspace.ts']);
		const readsClock = /\bDate\.now\b|\bnew Date\(\s*\)/;
		expect(filesIn('src/desk').filter((file) => !mayKnowTime.has(file) && readsClock.test(codeOf(file)))).toEqual([]);
	});

	it('control: the pattern finds a clock and passes over one that is only talked about', () => {
		expect(['const at = Date.now();', 'new Date( )', 'Math.random()'].every((code) => impure.test(code))).toBe(true);
		expect(impure.test('new Date(at)')).toBe(false);
	});
});
