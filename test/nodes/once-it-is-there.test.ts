import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { closeSharedWorkspaces } from '../../src/desk/open-workspace';
import { runTrigger } from '../harness';

const DESK = 'n8n-nodes-deal-desk.dealDeskTrigger';

describe('a trigger whose workspace is not there', () => {
	let folder: string;
	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'deal-desk-not-there-'))));
	afterEach(async () => {
		await closeSharedWorkspaces();
		rmSync(folder, { recursive: true, force: true });
	});

	/** A disk that is mounted later. */
	const file = () => join(folder, 'disk', 'desk', 'workspace.sqlite');
	const begin = async (activation: 'init' | 'activate', storage: object = { storage: 'sqlite', file: file() }) =>
		await runTrigger({ type: DESK, parameters: { events: ['LeadStageChanged'] }, credentials: { dealDeskApi: { mode: 'live', publicUrl: 'https://n8n.example.com', ...storage } as never }, activation });
	const appears = async (withinMs: number) => {
		for (const giveUpAt = Date.now() + withinMs; Date.now() < giveUpAt; await new Promise((resolve) => setTimeout(resolve, 50))) if (existsSync(file())) return true;
		return false;
	};

	it('R-CORE-1: when n8n starts, it begins as soon as the workspace is there, and nobody has to do anything', async () => {
		const trigger = await begin('init');
		expect(existsSync(file())).toBe(false);
		mkdirSync(join(folder, 'disk'));
		expect(await appears(10_000)).toBe(true);
		await trigger.close();
	});

	it('R-CORE-1: closed while it waits, it gives up', async () => {
		const trigger = await begin('init');
		await trigger.close();
		mkdirSync(join(folder, 'disk'));
		expect(await appears(3_000)).toBe(false);
	});

	it('R-CORE-6: when somebody publishes, it says so at once', async () => {
		await expect(begin('activate')).rejects.toThrow(/There is no folder .*disk/);
	});

	it('R-CORE-6: what waiting would not mend is said when n8n starts, too', async () => {
		await expect(begin('init', { storage: 'postgres', host: '', database: '', user: '' })).rejects.toThrow(/Host/);
	});
});
