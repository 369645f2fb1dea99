/**
 * Before the end-to-end tests of a run: builds and packs the package once, so that every n8n they start has the very
 * files that a community install would bring.
 */
import { join } from 'node:path';

import { buildProject } from '../../../scripts/lib/build-project.mjs';
import { hasN8n } from '../../../scripts/lib/install-n8n.mjs';
import { packProject } from '../../../scripts/lib/n8n-install-package.mjs';
import { projectFolder } from '../../../scripts/lib/places.mjs';

export const ARCHIVE_VARIABLE = 'DEAL_DESK_E2E_ARCHIVE';

export default async function packPackage(): Promise<void> {
	if (!hasN8n()) throw new Error('The pinned n8n is not installed: `npm test` installs it (once, about 5 minutes).');
	await buildProject();
	process.env[ARCHIVE_VARIABLE] = await packProject(join(projectFolder, 'node_modules', '.cache', 'deal-desk', 'packed'));
}
