import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { systemCall } from '../../src/call';
import { seedDemoCompany } from '../../src/desk/demo/demo-company';
import { openWorkspace } from '../../src/desk/open-workspace';
import type { StorageConfig } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { readWorkflow } from '../harness/workflow-json';
import type { WorkflowJson } from '../harness/workflow-json';
import { eventually, openMailbox, startN8nServer } from './harness';
import type { N8nServer, ServerOptions } from './harness';

export const KEY = 'e2e-key';
/** A company's n8n has other credentials of the same types already; workflows that took one of those would be open to others. */
const ofOtherPrograms = [
	{ id: 'a-desk', name: 'Another desk', type: 'dealDeskApi', data: { storage: 'sqlite', file: '/nowhere/another.sqlite', mode: 'live', publicUrl: '' } },
	{ id: 'a-key', name: 'Warehouse key', type: 'httpHeaderAuth', data: { name: 'X-Warehouse', value: 'warehouse' } },
	{ id: 'a-login', name: 'Warehouse login', type: 'httpBasicAuth', data: { user: 'warehouse', password: 'warehouse' } },
	{ id: 'a-mail', name: 'Newsletter', type: 'smtp', data: { user: '', password: '', host: '127.0.0.1', port: 1, secure: false, disableStartTls: true } },
];

const FORMS = { user: 'desk', password: 'e2e-password' };
export const FORM_LOGIN = `Basic ${Buffer.from(`${FORMS.user}:${FORMS.password}`).toString('base64')}`;

const A_MONDAY = '2026-03-16T09:30:00+03:00';

export interface DeskAnswer {
	readonly status: number;
	readonly body: Record<string, unknown>;
}

/** What is asked of an n8n here; one process, or a cluster of them. */
export type DeskN8n = Pick<N8nServer, 'webhook' | 'stop'>;

/** A real n8n with shipped, unmodified workflows on the demo company, and the same workspace opened beside it to look into. */
export interface DeskServer<N8n extends DeskN8n = N8nServer> {
	readonly n8n: N8n;
	/** Where the workspace lies. */
	readonly folder: string;
	readonly mailbox: Awaited<ReturnType<typeof openMailbox>>;
	readonly workspace: Workspace;
	post(path: string, body: unknown): Promise<DeskAnswer>;
	get(path: string): Promise<DeskAnswer>;
	/** Waits until no delivery is on its way and the sandbox's clock stands where it was sent. */
	settle(withinMs?: number): Promise<void>;
	/** Plays the sandbox forward. */
	play(by: number, unit: string): Promise<void>;
	/** Plays the sandbox to an instant, ISO. */
	playTo(iso: string): Promise<void>;
	stop(): Promise<void>;
}

export interface DeskServerOptions {
	/** What the sandbox's clock says at the start, ISO; a Monday morning of a usual week when absent, so that no day off comes between by chance. */
	readonly startAt?: string;
	/** The demo company comes with its two years of history. */
	readonly history?: boolean;
	/** What else is in the workspace before n8n starts. */
	readonly prepare?: (workspace: Workspace) => Promise<void>;
	/** A setting that an operator would change on the canvas. */
	readonly change?: (workflow: WorkflowJson) => WorkflowJson;
	/** Default: a sandbox. On a live workspace nobody can play: its clock is the machine's. */
	readonly mode?: 'live' | 'sandbox';
	/** Default: an SQLite file of its own. */
	readonly storage?: StorageConfig;
	/** More environment for n8n. */
	readonly env?: Readonly<Record<string, string>>;
	/** Secrets of this test's own, to look for where none may be. */
	readonly secrets?: { readonly intakeKey: string; readonly formsPassword: string; readonly mailPassword: string };
}

/** The fields of the Deal Desk credential that say where the data lives. */
function placeOf(storage: StorageConfig): Record<string, unknown> {
	if (storage.kind === 'sqlite') return { storage: 'sqlite', file: storage.path };
	const { host, port, database, user, password, schema } = storage;
	return { storage: 'postgres', host, port, database, user, password, schema, ssl: false };
}

/** Sets the sandbox's clock, without playing through what lies between: as if n8n had been down. */
export async function moveClockTo(workspace: Workspace, iso: string): Promise<void> {
	await workspace.transaction(systemCall('test'), async (tx) => await tx.run('update workspace set clock_offset_ms = :offset where id = 1', { offset: Date.parse(iso) - Date.now() }));
}

export async function startDeskServer(folders: readonly string[], options: DeskServerOptions = {}): Promise<DeskServer> {
	return await startDeskOn(startN8nServer, folders, options);
}

/** The same on another kind of n8n. */
export async function startDeskOn<N8n extends DeskN8n>(startN8n: (options: ServerOptions) => Promise<N8n>, folders: readonly string[], { change = (workflow) => workflow, startAt = A_MONDAY, history = false, prepare, mode = 'sandbox', storage: given, env = {}, secrets }: DeskServerOptions): Promise<DeskServer<N8n>> {
	const folder = mkdtempSync(join(tmpdir(), 'deal-desk-e2e-data-'));
	const storage = given ?? { kind: 'sqlite' as const, path: join(folder, 'company.sqlite') };
	const workspace = await openWorkspace({ storage, mode });
	if (mode === 'sandbox') await moveClockTo(workspace, startAt);
	await seedDemoCompany(workspace, undefined, { history });
	await prepare?.(workspace);
	const key = secrets?.intakeKey ?? KEY;
	const mailbox = await openMailbox();
	const n8n = await startN8n({
		workflows: folders.map(readWorkflow).map(change),
		credentials: [
			...ofOtherPrograms,
			{ id: 'desk', name: 'Deal Desk', type: 'dealDeskApi', data: { ...placeOf(storage), mode, publicUrl: 'http://localhost:5678' } },
			{ id: 'key', name: 'Deal Desk intake key', type: 'httpHeaderAuth', data: { name: 'X-Deal-Desk-Key', value: key } },
			{ id: 'forms', name: 'Deal Desk forms', type: 'httpBasicAuth', data: secrets ? { ...FORMS, password: secrets.formsPassword } : FORMS },
			{ id: 'mail', name: 'Deal Desk mail', type: 'smtp', data: secrets ? { ...mailbox.credential, user: 'desk', password: secrets.mailPassword } : mailbox.credential },
		],
		env,
	});
	const busy = async () =>
		await workspace.read(
			async (query) =>
				(await query.get("select id from deliveries where state in ('pending', 'claimed') limit 1")) !== undefined ||
				((await query.get('select clock_target_at from workspace where id = 1'))?.clock_target_at ?? null) !== null,
		);
	const post = async (path: string, body: unknown): Promise<DeskAnswer> => {
		const { status, body: answer } = await n8n.webhook(`deal-desk/${path}`, { headers: { 'X-Deal-Desk-Key': key }, body });
		return { status, body: answer as Record<string, unknown> };
	};
	const get = async (path: string): Promise<DeskAnswer> => {
		const { status, body } = await n8n.webhook(`deal-desk/${path}`, { method: 'GET', headers: { 'X-Deal-Desk-Key': key } });
		return { status, body: body as Record<string, unknown> };
	};
	const settle = async (withinMs = 180_000) => void (await eventually(async () => !(await busy()), withinMs));
	return {
		n8n,
		folder,
		mailbox,
		workspace,
		post,
		get,
		settle,
		play: async (by, unit) => {
			expect(await post('clock', { by, unit })).toMatchObject({ status: 200 });
			await settle();
		},
		playTo: async (iso) => {
			expect(await post('clock', { to: iso })).toMatchObject({ status: 200 });
			await settle();
		},
		stop: async () => {
			await workspace.database.close();
			await n8n.stop();
			await mailbox.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
