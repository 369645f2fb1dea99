import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { configOf } from '../../../nodes/shared/workspace-of';
import { closeSharedWorkspaces, sharedWorkspace } from '../../../src/desk/open-workspace';
import type { Workspace } from '../../../src/desk/workspace';
import { fixedClock } from '../../helpers/fixed-clock';
import type { MovableClock } from '../../helpers/fixed-clock';
import { makeOrganisation } from '../../helpers/organisation';
import type { Organisation } from '../../helpers/organisation';

export interface Desk {
	readonly workspace: Workspace;
	readonly credential: ICredentialDataDecryptedObject;
	readonly clock: MovableClock;
	readonly people: Organisation;
}

const folders: string[] = [];

afterAll(async () => {
	await closeSharedWorkspaces();
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A workspace in a file of its own with the company of the case study, and the credential by which nodes find it. */
export async function makeDesk(mode: 'live' | 'sandbox' = 'live'): Promise<Desk> {
	const folder = mkdtempSync(join(tmpdir(), 'deal-desk-nodes-'));
	folders.push(folder);
	const credential = { storage: 'sqlite', file: join(folder, 'desk.sqlite'), mode, publicUrl: 'https://n8n.example.com' };
	const clock = fixedClock();
	const workspace = await sharedWorkspace({ ...configOf(credential), systemClock: clock });
	return { workspace, credential, clock, people: await makeOrganisation(workspace) };
}
