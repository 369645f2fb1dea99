import { openWorkspace } from '../open-workspace';
import { seedDemoCompany as seed } from './demo-company';
import type { DemoCompany } from './demo-company';

/**
 * Makes the sandbox of the demo in a file: what `npm start` calls. The file is closed and whole when it resolves.
 * @param databaseFile full path
 */
export async function seedDemoCompany(databaseFile: string): Promise<DemoCompany> {
	const workspace = await openWorkspace({ storage: { kind: 'sqlite', path: databaseFile }, mode: 'sandbox' });
	try {
		return await seed(workspace);
	} finally {
		await workspace.database.close();
	}
}
