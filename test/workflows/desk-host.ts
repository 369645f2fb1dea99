import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { closeSharedWorkspaces, sharedWorkspace } from '../../src/desk/open-workspace';
import type { Workspace } from '../../src/desk/workspace';
import { playUntil } from '../../src/desk/runtime/playback';
import { createWorkflowHost, readWorkflow, recorder } from '../harness';
import type { Recorder, WorkflowHost } from '../harness';
import { makeOrganisation } from '../helpers/organisation';
import type { Organisation } from '../helpers/organisation';

export const KEY = 'test-key';
export const FORM_LOGIN = { authorization: `Basic ${Buffer.from('desk:test').toString('base64')}` };

/** Shipped workflows, unmodified, running in this process on a sandbox workspace with the company of the case study. */
export interface DeskHost {
	readonly host: WorkflowHost;
	readonly workspace: Workspace;
	readonly organisation: Organisation;
	/** Stands in for the mail node and keeps what would have been sent. */
	readonly mail: Recorder;
	/** Posts to a bundled webhook with the right key. */
	post(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
	/** Moves the sandbox's clock and waits until the workflows have nothing left to do. */
	playTo(iso: string): Promise<void>;
	/** Waits until the workflows have nothing left to do at the present instant. */
	settle(): Promise<void>;
	stop(): Promise<void>;
}

async function untilQuiet(workspace: Workspace): Promise<void> {
	for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; ) {
		const waiting = await workspace.read(async (query) => ({
			work: await query.get("select id from deliveries where state in ('pending', 'claimed') limit 1"),
			clock: await query.get('select clock_target_at from workspace where id = 1'),
		}));
		if (!waiting.work && (waiting.clock?.clock_target_at ?? null) === null) return;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	throw new Error('The workflows did not come to rest in 20 seconds');
}

/** @param startAt the sandbox's clock at the beginning, ISO */
export async function startDesk(folders: readonly string[], startAt = '2026-03-02T09:00:00+03:00'): Promise<DeskHost> {
	const folder = mkdtempSync(join(tmpdir(), 'deal-desk-workflows-'));
	const file = join(folder, 'desk.sqlite');
	const workspace = await sharedWorkspace({ storage: { kind: 'sqlite', path: file }, mode: 'sandbox', publicUrl: 'https://desk.example.com' });
	await workspace.transaction({ actor: { kind: 'system', name: 'test' }, workflow: null, node: null, executionId: null, deliveryId: null, effectKey: null }, async (tx) => {
		await tx.run('update workspace set clock_offset_ms = :offset where id = 1', { offset: Date.parse(startAt) - Date.now() });
	});
	const organisation = await makeOrganisation(workspace);
	const mail = recorder();
	const host = await createWorkflowHost({
		workflows: folders.map(readWorkflow),
		credentials: {
			'Deal Desk': { storage: 'sqlite', file, mode: 'sandbox', publicUrl: 'https://desk.example.com' },
			'Deal Desk intake key': { name: 'X-Deal-Desk-Key', value: KEY },
			'Deal Desk forms': { user: 'desk', password: 'test' },
			'Deal Desk mail': { host: '127.0.0.1', port: 1, user: '', password: '' },
		},
		stubs: { 'n8n-nodes-base.emailSend': mail },
	});
	return {
		host,
		workspace,
		organisation,
		mail,
		post: async (path, body) => (await host.webhook('POST', `deal-desk/${path}`, { headers: { 'X-Deal-Desk-Key': KEY }, body: body as Record<string, unknown> })) as unknown as { status: number; body: Record<string, unknown> },
		playTo: async (iso) => {
			await playUntil(workspace, Date.parse(iso));
			workspace.wake();
			await untilQuiet(workspace);
			await host.idle(30);
		},
		settle: async () => {
			await untilQuiet(workspace);
			await host.idle(30);
		},
		stop: async () => {
			await host.stop();
			await closeSharedWorkspaces();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
