import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { seedDemoCompany } from '../../src/desk/demo';
import { openWorkspace } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { readWorkflow } from '../harness/workflow-json';
import { eventually, openMailbox, startN8nServer } from './harness';
import type { N8nServer } from './harness';

const KEY = 'e2e-key';
const FORMS = { user: 'desk', password: 'e2e-password' };
export const FORM_LOGIN = `Basic ${Buffer.from(`${FORMS.user}:${FORMS.password}`).toString('base64')}`;

export interface DeskAnswer {
	readonly status: number;
	readonly body: Record<string, unknown>;
}

/** A real n8n with shipped, unmodified workflows on the demo company, and the same workspace opened beside it to look into. */
export interface DeskServer {
	readonly n8n: N8nServer;
	readonly mailbox: Awaited<ReturnType<typeof openMailbox>>;
	readonly workspace: Workspace;
	post(path: string, body: unknown): Promise<DeskAnswer>;
	/** Waits until no delivery is on its way and the sandbox's clock stands where it was sent. */
	settle(withinMs?: number): Promise<void>;
	/** Plays the sandbox forward. */
	play(by: number, unit: string): Promise<void>;
	stop(): Promise<void>;
}

export async function startDeskServer(folders: readonly string[]): Promise<DeskServer> {
	const folder = mkdtempSync(join(tmpdir(), 'deal-desk-e2e-data-'));
	const file = join(folder, 'company.sqlite');
	await seedDemoCompany(file);
	const mailbox = await openMailbox();
	const n8n = await startN8nServer({
		workflows: folders.map(readWorkflow),
		credentials: [
			{ id: 'desk', name: 'Deal Desk', type: 'dealDeskApi', data: { storage: 'sqlite', file, mode: 'sandbox', publicUrl: 'http://localhost:5678' } },
			{ id: 'key', name: 'Deal Desk intake key', type: 'httpHeaderAuth', data: { name: 'X-Deal-Desk-Key', value: KEY } },
			{ id: 'forms', name: 'Deal Desk forms', type: 'httpBasicAuth', data: FORMS },
			{ id: 'mail', name: 'Deal Desk mail', type: 'smtp', data: mailbox.credential },
		],
	});
	const workspace = await openWorkspace({ storage: { kind: 'sqlite', path: file }, mode: 'sandbox' });
	const busy = async () =>
		await workspace.read(
			async (query) =>
				(await query.get("select id from deliveries where state in ('pending', 'claimed') limit 1")) !== undefined ||
				((await query.get('select clock_target_at from workspace where id = 1'))?.clock_target_at ?? null) !== null,
		);
	const post = async (path: string, body: unknown): Promise<DeskAnswer> => {
		const { status, body: answer } = await n8n.webhook(`deal-desk/${path}`, { headers: { 'X-Deal-Desk-Key': KEY }, body });
		return { status, body: answer as Record<string, unknown> };
	};
	const settle = async (withinMs = 90_000) => void (await eventually(async () => !(await busy()), withinMs));
	return {
		n8n,
		mailbox,
		workspace,
		post,
		settle,
		play: async (by, unit) => {
			expect(await post('clock', { by, unit })).toMatchObject({ status: 200 });
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
