/**
 * An n8n as an operator has it: empty, with the settings n8n ships with, the package installed by n8n itself from
 * "npm" (npm-stand-in.cjs hands out the packed archive). Nothing of `npm start` helps here.
 *
 *     const n8n = await startStockN8n();
 *     await n8n.installPackage();
 *     await n8n.api('POST', '/credentials', { … });
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import { logTail, untilReady } from '../../../scripts/lib/n8n-process.mjs';
import { n8nFolder, packageJson } from '../../../scripts/lib/places.mjs';
import { freePorts } from '../../../scripts/lib/ports.mjs';
import { startGroup } from '../../../scripts/lib/process-group.mjs';
import type { ProcessGroup } from '../../../scripts/lib/process-group.mjs';
import { ARCHIVE_VARIABLE } from './pack-package';

export const OWNER = { email: 'operator@example.com', password: 'Operator-1' };
export const PACKAGE: string = (packageJson() as { name: string }).name;

export interface Answer<T = unknown> {
	readonly status: number;
	/** What n8n's interface wraps in `data`, or the whole answer. */
	readonly data: T;
}

/** Nothing leaves the machine: whatever n8n calls outside meets a closed door at once. */
const OFFLINE = {
	HTTP_PROXY: 'http://127.0.0.1:9',
	HTTPS_PROXY: 'http://127.0.0.1:9',
	NO_PROXY: 'localhost,127.0.0.1',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	// Otherwise the editor greets with a questionnaire.
	N8N_PERSONALIZATION_ENABLED: 'false',
};

export class StockN8n {
	private process: ProcessGroup | undefined;
	private cookie = '';
	private readonly archives: Record<string, string> = {};
	private readonly programs: string;

	constructor(
		/** The home folder of the user n8n runs as; n8n keeps its data in `.n8n` below it. */
		readonly home: string,
		private readonly port: number,
		private readonly brokerPort: number,
	) {
		this.programs = join(home, 'programs');
		mkdirSync(this.programs, { recursive: true });
		copyFileSync(join(__dirname, 'npm-stand-in.cjs'), join(this.programs, 'npm'));
		this.offer(packageVersion(), packedArchive());
	}

	/** As a browser says it; n8n sends its cookie over plain http to `localhost` only. */
	get url(): string {
		return `http://localhost:${this.port}`;
	}

	get logs(): string {
		return logTail(join(this.home, 'n8n.log'), 10_000);
	}

	/** Makes a version known to the stand-in for npm, as its latest. */
	offer(version: string, archive: string): void {
		this.archives[version] = archive;
		writeFileSync(join(this.programs, 'registry.json'), JSON.stringify({ name: PACKAGE, latest: version, archives: this.archives }));
	}

	async start(env: Readonly<Record<string, string>> = {}): Promise<void> {
		const program = join(n8nFolder(), 'node_modules', 'n8n', 'bin', 'n8n');
		const logFile = join(this.home, 'n8n.log');
		const path = [this.programs, dirname(process.execPath), process.env.PATH].join(delimiter);
		this.process = startGroup(process.execPath, [program, 'start'], {
			cwd: this.home,
			env: { PATH: path, HOME: this.home, N8N_PORT: String(this.port), N8N_LISTEN_ADDRESS: '127.0.0.1', N8N_RUNNERS_BROKER_PORT: String(this.brokerPort), ...OFFLINE, ...env },
			logFile,
		});
		const owner = { email: '', passwordHash: '' };
		await untilReady(this.process, { n8nFolder: n8nFolder(), logFile, userFolder: this.home, port: this.port, brokerPort: this.brokerPort, owner });
		await this.signIn();
	}

	/** Stops as a service manager does, and starts again. */
	async restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
		await this.process?.stop();
		await this.start(env);
	}

	async stop(): Promise<void> {
		await this.process?.stop();
		rmSync(this.home, { recursive: true, force: true });
	}

	/** Settings → Community nodes → Install. */
	async installPackage(): Promise<Answer> {
		return await this.ask('POST', '/rest/community-packages', { name: PACKAGE });
	}

	/** n8n's own interface, as its editor uses it; answers refusals as well. */
	async ask<T = unknown>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: { cookie: this.cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		this.cookie = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '').find((pair) => pair.startsWith('n8n-auth=')) ?? this.cookie;
		const text = await response.text();
		const answer = /json/.test(response.headers.get('content-type') ?? '') ? (JSON.parse(text) as unknown) : text;
		const wrapped = typeof answer === 'object' && answer !== null && 'data' in answer;
		return { status: response.status, data: (wrapped ? answer.data : answer) as T };
	}

	/** As `ask` below /rest, when it has to work. */
	async api<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const { status, data } = await this.ask<T>(method, `/rest${path}`, body);
		if (status !== 200) throw new Error(`n8n answered ${status} to ${method} ${path}: ${JSON.stringify(data).slice(0, 500)}`);
		return data;
	}

	/** The first one to open a new n8n is asked to set up the owner; later ones sign in. */
	private async signIn(): Promise<void> {
		const setUp = await this.ask('POST', '/rest/owner/setup', { ...OWNER, firstName: 'Anna', lastName: 'Operator' });
		if (setUp.status !== 200) await this.api('POST', '/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
	}
}

export const packageVersion = (): string => (packageJson() as { version: string }).version;

function packedArchive(): string {
	const archive = process.env[ARCHIVE_VARIABLE];
	if (!archive) throw new Error('The package is not packed: end-to-end tests belong into the jest project "e2e".');
	return archive;
}

/** The packed package under another version number, its files changed by `change`. Answers the archive. */
export function repack(folder: string, version: string, change: (packageFolder: string) => void = () => {}): string {
	const unpacked = mkdtempSync(join(folder, 'repack-'));
	execFileSync('tar', ['-xzf', packedArchive(), '-C', unpacked]);
	const manifest = join(unpacked, 'package', 'package.json');
	writeFileSync(manifest, JSON.stringify({ ...(JSON.parse(readFileSync(manifest, 'utf8')) as object), version }, null, 2));
	change(join(unpacked, 'package'));
	const archive = join(folder, `${PACKAGE}-${version}.tgz`);
	execFileSync('tar', ['-czf', archive, '-C', unpacked, 'package']);
	rmSync(unpacked, { recursive: true });
	return archive;
}

export async function startStockN8n(env: Readonly<Record<string, string>> = {}): Promise<StockN8n> {
	const [port = 0, brokerPort = 0] = await freePorts(2);
	const n8n = new StockN8n(mkdtempSync(join(tmpdir(), 'deal-desk-stock-')), port, brokerPort);
	await n8n.start(env);
	return n8n;
}
