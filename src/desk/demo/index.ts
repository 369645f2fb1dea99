import { systemCall } from '../../call';
import { demoHistoryTexts } from '../../texts';
import { openWorkspace } from '../open-workspace';
import type { StorageConfig } from '../open-workspace';
import { seedDemoCompany as seed } from './demo-company';
import type { DemoCompany, DemoOptions } from './demo-company';

/**
 * Makes the sandbox of the demo: what `npm start` (in a file) and `npm run start:queue` (in PostgreSQL) call. It is whole and
 * its connections are closed when this resolves.
 */
export async function seedDemoCompany(storage: StorageConfig, options: DemoOptions = {}): Promise<DemoCompany> {
	const workspace = await openWorkspace({ storage, mode: 'sandbox' });
	try {
		return await seed(workspace, systemCall(demoHistoryTexts.teller), options);
	} finally {
		await workspace.database.close();
	}
}
