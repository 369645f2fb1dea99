import { configOf } from '../../nodes/shared/workspace-of';
import { systemCall } from '../../src/call';
import { closeSharedWorkspaces, sharedWorkspace } from '../../src/desk/open-workspace';
import type { StorageConfig } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { playUntil } from '../../src/desk/runtime/playback';
import { isTimerDue } from '../../src/timers/timers';
import { createWorkflowHost, readWorkflow, recorder } from '../harness';
import type { WorkflowHost, WorkflowJson } from '../harness';
import { makeOrganisation } from '../helpers/organisation';
import type { Organisation } from '../helpers/organisation';
import { temporaryStorage } from '../helpers/temporary-workspace';
import type { Driver } from '../helpers/temporary-workspace';
import { failingTheFirstTime, HURDLE, withHurdle } from './edits';
import { MailServer } from './mail-server';

export const KEY = 'test-key';
export const PUBLIC_URL = 'https://desk.example.com';
export const WITH_KEY = { 'X-Deal-Desk-Key': KEY };
export const FORM_LOGIN = { authorization: `Basic ${Buffer.from('desk:test').toString('base64')}` };

/** What a webhook answered. */
export interface Answer {
	readonly status: number;
	readonly body: Record<string, unknown>;
}

/** Shipped workflows, unmodified, running in this process on a sandbox workspace with the company of the case study. */
export interface DeskHost {
	readonly host: WorkflowHost;
	readonly workspace: Workspace;
	readonly organisation: Organisation;
	/** Stands behind the mail node and keeps what was sent. */
	readonly mail: MailServer;
	/** Posts to a bundled webhook with the right key. */
	post(path: string, body: unknown): Promise<Answer>;
	/** Asks a bundled webhook or page, with the right key and password. */
	get(path: string, query?: Readonly<Record<string, string>>): Promise<Answer>;
	/** Moves the sandbox's clock and waits until the workflows have nothing left to do. */
	playTo(iso: string): Promise<void>;
	/** Waits until the workflows have nothing left to do at the present instant. */
	settle(): Promise<void>;
	stop(): Promise<void>;
}

export interface DeskOptions {
	/** Where the workspace lies. Default: an SQLite file. */
	readonly driver?: Exclude<Driver, 'sqlite-memory'>;
	/** The sandbox's clock at the beginning, ISO. */
	readonly startAt?: string;
	/** Default: sandbox, the only kind whose clock can be moved. */
	readonly mode?: 'live' | 'sandbox';
	/** An operator's edit of a shipped workflow, made before it is published: another deadline, a node that fails. */
	readonly edit?: (workflow: WorkflowJson) => WorkflowJson;
	/** Names of nodes before which the first run that gets there fails, as if the process had trouble at that moment. */
	readonly failOnceBefore?: readonly string[];
}

const GIVE_UP_MS = 30_000;

/** Nothing left to do at the present instant: the clock has arrived, what fell due has fired, every workflow has run. */
async function isQuiet(workspace: Workspace): Promise<boolean> {
	return await workspace.read(async (query) => {
		const { clockTargetAt } = await workspace.info(query);
		const open = await query.get("select id from deliveries where state in ('pending', 'claimed') limit 1");
		return clockTargetAt === null && !open && !(await isTimerDue(query, await workspace.now(query)));
	});
}

/** All that is left waits out the pause before another attempt: playing on for a second ends such pauses. */
async function endPauses(workspace: Workspace): Promise<void> {
	const leaseNow = await workspace.database.leaseClock();
	const { now, due, target } = await workspace.read(async (query) => ({
		// First: a clock that still plays could otherwise arrive between reading the instant and finding that it rests.
		target: (await workspace.info(query)).clockTargetAt,
		due: await query.get("select id from deliveries where state = 'claimed' or (state = 'pending' and available_at <= :leaseNow) limit 1", { leaseNow }),
		now: await workspace.now(query),
	}));
	if (!due && target === null) await playUntil(workspace, now + 1_000);
}

async function untilQuiet(workspace: Workspace): Promise<void> {
	for (const giveUpAt = Date.now() + GIVE_UP_MS; Date.now() < giveUpAt; ) {
		if (await isQuiet(workspace)) return;
		if (workspace.mode === 'sandbox') await endPauses(workspace);
		workspace.wake();
		await new Promise((resolve) => setTimeout(resolve, 15));
	}
	throw new Error(`The workflows did not come to rest in ${GIVE_UP_MS / 1000} seconds`);
}

async function setClock(workspace: Workspace, iso: string): Promise<void> {
	await workspace.transaction(systemCall('test'), async (tx) => {
		await tx.run('update workspace set clock_offset_ms = :offset where id = 1', { offset: Date.parse(iso) - Date.now() });
	});
}

/** The storage as an operator fills it into the credential. */
function storageFields(storage: StorageConfig): Record<string, string | number | boolean> {
	if (storage.kind === 'sqlite') return { storage: 'sqlite', file: storage.path };
	const { host, port, database, user, password, schema, ssl } = storage;
	return { storage: 'postgres', host, port, database, user, password, schema, ssl };
}

/** Publishes shipped workflows, named by their folders, in a sandbox of their own. */
export async function startDesk(folders: readonly string[], { driver = 'sqlite-file', startAt = '2026-03-02T09:00:00+03:00', mode = 'sandbox', edit = (workflow) => workflow, failOnceBefore = [] }: DeskOptions = {}): Promise<DeskHost> {
	const place = await temporaryStorage(driver);
	const fields = storageFields(place.storage);
	const workspace = await sharedWorkspace(configOf({ ...fields, mode, publicUrl: PUBLIC_URL }));
	if (mode === 'sandbox') await setClock(workspace, startAt);
	const organisation = await makeOrganisation(workspace);
	const mail = new MailServer();
	const hurdles = recorder(failingTheFirstTime());
	const host = await createWorkflowHost({
		workflows: folders.map((name) => failOnceBefore.reduce(withHurdle, edit(readWorkflow(name)))),
		credentials: {
			'Deal Desk': { ...fields, mode, publicUrl: PUBLIC_URL },
			'Deal Desk intake key': { name: 'X-Deal-Desk-Key', value: KEY },
			'Deal Desk forms': { user: 'desk', password: 'test' },
			'Deal Desk mail': { host: '127.0.0.1', port: 1, user: '', password: '' },
		},
		stubs: { 'n8n-nodes-base.emailSend': mail, [HURDLE]: hurdles },
	});
	const settle = async () => {
		await untilQuiet(workspace);
		await host.idle(10);
		// A run that has just ended may have written events of its own.
		if (!(await isQuiet(workspace))) await settle();
	};
	return {
		host,
		workspace,
		organisation,
		mail,
		post: async (path, body) => (await host.webhook('POST', `deal-desk/${path}`, { headers: WITH_KEY, body })) as unknown as Answer,
		get: async (path, query = {}) => (await host.webhook('GET', `deal-desk/${path}`, { headers: { ...WITH_KEY, ...FORM_LOGIN }, query })) as unknown as Answer,
		playTo: async (iso) => {
			await playUntil(workspace, Date.parse(iso));
			workspace.wake();
			await settle();
		},
		settle,
		stop: async () => {
			await host.stop();
			await closeSharedWorkspaces();
			await place.remove();
		},
	};
}
