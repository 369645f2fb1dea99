import { systemCall } from '../../src/call';
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
	}, 60_000);

	it('refuses a sandbox where the workspace is live: the clock of one must never be moved by the other’s credential', async () => {
		const { storage, remove } = await temporaryStorage(driver);
		const live = await openWorkspace({ storage, mode: 'live' });
		await live.transaction(systemCall('test'), async (tx) => await tx.emit({ kind: 'WorkspaceChanged', subject: { kind: 'workspace', id: 1 }, data: {} }));
		await live.database.close();
		await expect(openWorkspace({ storage, mode: 'sandbox' })).rejects.toThrow(/is a live workspace, the credential says sandbox/);
		await remove();
	});

	it('R-CORE-5: a workspace in which nothing has happened takes the mode of the credential', async () => {
		const { storage, remove } = await temporaryStorage(driver);
		for (const mode of ['live', 'sandbox', 'live'] as const) {
			const workspace = await openWorkspace({ storage, mode });
			expect([workspace.mode, await workspace.read(async (query) => (await workspace.info(query)).mode)]).toEqual([mode, mode]);
			await workspace.database.close();
		}
		await remove();
	});

	it('R-CORE-6: is refused where another program keeps its tables', async () => {
		const { storage, remove } = await temporaryStorage(driver);
		const workspace = await openWorkspace({ storage, mode: 'live' });
		await workspace.database.transaction(async (tx) => {
			// What is left then is what a database of another program looks like: tables, but not ours.
			await tx.run('drop table schema_versions');
		});
		await workspace.database.close();
		await expect(openWorkspace({ storage, mode: 'live' })).rejects.toThrow(/is the database of another program: it holds a table ".*Choose a (file|schema) of its own/);
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
