import { openWorkspace } from '../../src/desk/open-workspace';
import { sharedDrivers, temporaryStorage } from '../helpers/temporary-workspace';

describe.each(sharedDrivers)('first opening on %s', (driver) => {
	it('R-CORE-6: of 20 that open a new workspace at once each gets it, made once', async () => {
		const { storage, remove } = await temporaryStorage(driver);
		const workspaces = await Promise.all(Array.from({ length: 20 }, async () => await openWorkspace({ storage, mode: 'live' })));
		const counts = await workspaces[0]?.read(async (query) => await query.get('select (select count(*) from workspace) as workspaces, (select count(*) from pipelines) as pipelines, (select count(distinct code) from pipelines) as codes'));
		expect(counts).toEqual({ workspaces: 1, pipelines: counts?.codes, codes: expect.any(Number) });
		for (const workspace of workspaces) await workspace.database.close();
		await remove();
	}, 30_000);

	it('refuses a sandbox where the workspace is live: the clock of one must never be moved by the other’s credential', async () => {
		const { storage, remove } = await temporaryStorage(driver);
		await (await openWorkspace({ storage, mode: 'live' })).database.close();
		await expect(openWorkspace({ storage, mode: 'sandbox' })).rejects.toThrow(/is a live workspace, the credential says sandbox/);
		await remove();
	});

	it('may be closed twice, and says so when it is used afterwards', async () => {
		const { storage, remove } = await temporaryStorage(driver);
		const workspace = await openWorkspace({ storage, mode: 'live' });
		await workspace.database.close();
		await workspace.database.close();
		await expect(workspace.read(async (query) => await query.get('select 1 as one'))).rejects.toThrow();
		await remove();
	});
});
