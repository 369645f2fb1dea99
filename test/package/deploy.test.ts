/** deploy/: what an operator with Docker starts. No container runs here; the files are read and compared with what is tested. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { n8nEnvironment } from '../../scripts/lib/n8n-environment.mjs';
import { n8nVersion, packageJson, projectFolder } from '../../scripts/lib/places.mjs';
import { planProcesses } from '../../scripts/lib/queue-processes.mjs';

interface Service {
	readonly image: string;
	readonly command?: string[];
	readonly environment?: Record<string, string>;
	readonly healthcheck?: { readonly test?: string[]; readonly disable?: boolean };
	readonly restart?: string;
	readonly ports?: string[];
	readonly volumes?: string[];
	readonly depends_on?: Record<string, { readonly condition: string }>;
	readonly deploy?: { readonly replicas: string };
}

const folder = join(projectFolder, 'deploy');
const text = (file: string) => readFileSync(join(folder, file), 'utf8');
const compose = parse(text('docker-compose.yml'), { merge: true }) as { services: Record<string, Service>; volumes: Record<string, unknown> };
const services = Object.entries(compose.services);
const n8nServices = services.filter(([name]) => name.startsWith('n8n-'));

const environmentOf = (name: string) => compose.services[name]?.environment ?? {};
/** Names of the variables that a value asks for, each with what stands behind it: ":?…", ":-…" or nothing. */
const variablesIn = (value: string) => [...value.matchAll(/\$\{(\w+)(:[?-][^}]*)?\}/g)].map(([, name = '', rest = '']) => ({ name, rest }));

/** What `npm run start:queue` sets on a developer's machine only, and why a server does without. */
const ONLY_ON_A_DEVELOPERS_MACHINE: Record<string, string> = {
	NODE_ENV: 'set by the image',
	N8N_USER_FOLDER: 'every container has a disk of its own',
	N8N_PORT: 'every container has ports of its own',
	N8N_LISTEN_ADDRESS: 'the same',
	N8N_RUNNERS_BROKER_PORT: 'the same',
	QUEUE_HEALTH_CHECK_PORT: 'the same: 5678 is the default',
	N8N_SECURE_COOKIE: 'a server is reached over https',
	N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'the owner signs up on the first visit',
	N8N_INSTANCE_OWNER_EMAIL: 'the same',
	N8N_INSTANCE_OWNER_FIRST_NAME: 'the same',
	N8N_INSTANCE_OWNER_LAST_NAME: 'the same',
	N8N_INSTANCE_OWNER_PASSWORD_HASH: 'the same',
	N8N_DIAGNOSTICS_ENABLED: 'what n8n sends home is for its owner to decide',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'the same',
	N8N_TEMPLATES_ENABLED: 'the same',
	N8N_PERSONALIZATION_ENABLED: 'the same',
	N8N_HIRING_BANNER_ENABLED: 'the same',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'the same',
	N8N_DISABLED_MODULES: 'the same',
	N8N_VERIFIED_PACKAGES_ENABLED: 'the same',
};

const database = { host: 'postgres', port: 5432, database: 'n8n', user: 'n8n', password: 'p', schema: 'public' };
const redis = { host: 'redis', port: 6379, db: 0, user: '', password: 'r', tls: false };
const plan = planProcesses({ n8nFolder: '', folder: '', logs: '', ports: { main: 1, webhook: 2, workers: [3], brokers: [4, 5, 6] }, owner: { email: '', password: '', passwordHash: '' }, encryptionKey: 'k', database, redis, prefix: 'deal_desk' });
const inherited = new Set(Object.keys(process.env));

describe('deploy/docker-compose.yml', () => {
	it.each([
		['n8n-main', plan.main],
		['n8n-webhook', plan.webhook],
		['n8n-worker', plan.workers[0]!],
	])('%s is told what npm run start:queue tells it, and the same', (name, instance) => {
		const started = Object.entries(n8nEnvironment(instance)).filter(([key]) => !inherited.has(key) || /^(N8N|DB|QUEUE|EXECUTIONS|GENERIC|OFFLOAD)_/.test(key));
		const told = environmentOf(name);
		const missing = started.map(([key]) => key).filter((key) => !(key in told) && !(key in ONLY_ON_A_DEVELOPERS_MACHINE));
		expect(missing).toEqual([]);
		// What is asked for in .env, or is another address on a server, differs; everything else is the same value.
		const ownOnServer = /URL$|GRACEFUL_SHUTDOWN_TIMEOUT$/;
		const same = Object.fromEntries(started.filter(([key]) => key in told && !ownOnServer.test(key) && variablesIn(String(told[key])).length === 0));
		expect(Object.keys(same).length).toBeGreaterThan(15);
		expect(told).toMatchObject(same);
	});

	it('runs the n8n that the tests run', () => {
		expect(n8nServices.map(([, { image }]) => image)).toEqual(n8nServices.map(() => `n8nio/n8n:${n8nVersion}`));
		expect(n8nServices.map(([name, { command }]) => [name, command?.[0]])).toEqual([
			['n8n-main', undefined],
			['n8n-webhook', 'webhook'],
			['n8n-worker', 'worker'],
		]);
	});

	it('pins every image to a version', () => {
		for (const [name, { image }] of services) expect([name, image]).toEqual([name, expect.stringMatching(/:\d/)]);
	});

	it('watches the health of every service that stays, and starts it again', () => {
		for (const [name, { healthcheck, restart }] of services) {
			const passing = Object.values(compose.services).some(({ depends_on: needs }) => needs?.[name]?.condition === 'service_completed_successfully');
			if (passing) expect([name, healthcheck?.disable]).toEqual([name, true]);
			else expect([name, healthcheck?.test?.length ?? 0, restart]).toEqual([name, expect.any(Number), 'unless-stopped']);
			if (!passing) expect(healthcheck?.test?.length).toBeGreaterThan(1);
		}
	});

	it('starts n8n after what it needs, the other processes after the main one', () => {
		for (const [, { depends_on: needs }] of n8nServices) {
			expect(needs).toMatchObject({ postgres: { condition: 'service_healthy' }, redis: { condition: 'service_healthy' }, package: { condition: 'service_completed_successfully' } });
		}
		for (const name of ['n8n-webhook', 'n8n-worker']) expect(compose.services[name]?.depends_on).toMatchObject({ 'n8n-main': { condition: 'service_healthy' } });
	});

	it('has no secret in it and no default for one: what is not set is refused, in words', () => {
		const secrets = services.flatMap(([name, service]) =>
			Object.entries(service.environment ?? {})
				.filter(([key]) => /PASSWORD|KEY$|SECRET|AUTH$/.test(key))
				.map(([key, value]) => ({ place: `${name}: ${key}`, value: String(value) })),
		);
		expect(secrets.length).toBeGreaterThan(8);
		for (const { place, value } of secrets) expect([place, value]).toEqual([place, expect.stringMatching(/^\$\{\w+:\?set it in \.env.*\}$/)]);
		for (const { name, rest } of variablesIn(text('docker-compose.yml'))) {
			if (/PASSWORD|KEY|URL/.test(name)) expect([name, rest]).toEqual([name, expect.stringMatching(/^:\?.{15,}/)]);
		}
	});

	it('lists in .env.example what it asks for, nothing else, and no secret', () => {
		const lines = text('.env.example').split('\n').filter((line) => line && !line.startsWith('#'));
		const listed = lines.map((line) => line.slice(0, line.indexOf('=')));
		const asked = new Set(variablesIn(text('docker-compose.yml')).map(({ name }) => name));
		expect(listed.sort()).toEqual([...asked].sort());
		expect(lines.filter((line) => /PASSWORD|KEY|URL/.test(line) && !line.endsWith('='))).toEqual([]);
	});

	it('publishes n8n to this machine only, for a reverse proxy, and the databases not at all', () => {
		const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
		expect(published).toEqual([
			['n8n-main', '127.0.0.1:5678:5678'],
			['n8n-webhook', '127.0.0.1:5679:5678'],
		]);
		expect(text('Caddyfile')).toContain('127.0.0.1:5679');
	});

	it('keeps data in named volumes, and the package where every n8n process loads it from', () => {
		const named = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]!).filter((source) => !source.startsWith('.')));
		expect(new Set(named)).toEqual(new Set(Object.keys(compose.volumes)));
		for (const [name, { volumes }] of n8nServices) expect([name, volumes]).toEqual([name, expect.arrayContaining(['package:/home/node/.n8n/nodes'])]);
		expect(text('install-package.sh')).toContain(`name=${packageJson().name}\nplace=/nodes/node_modules/$name`);
	});

	it('loses no job when Redis is started again', () => {
		expect(compose.services.redis?.command).toEqual(expect.arrayContaining(['--appendonly', 'yes', '--maxmemory-policy', 'noeviction']));
	});

	it('runs as many workers as .env says', () => {
		expect(compose.services['n8n-worker']?.deploy?.replicas).toBe('${WORKERS:-2}');
	});
});

describe('the scripts of deploy/', () => {
	const scripts = readdirSync(folder).filter((name) => name.endsWith('.sh'));

	it.each(scripts)('%s is one that a plain shell can read', (name) => {
		expect(() => execFileSync('sh', ['-n', join(folder, name)], { stdio: 'pipe' })).not.toThrow();
	});

	it('back up and put back the databases that there are', () => {
		for (const script of ['backup.sh', 'restore.sh']) expect(text(script)).toContain('for database in n8n deal_desk; do');
		expect(text('create-workspace-database.sh')).toContain('create database deal_desk');
	});
});
