/** What every start needs first, from a bare clone: the project's packages, Node 24, the pinned n8n and the built package. */
import { buildProject } from './build-project.mjs';
import { installN8n } from './install-n8n.mjs';
import { installProject } from './install-project.mjs';
import { continueUnderNode24, refuseOldNode } from './node24.mjs';

/**
 * @param {string} script the command, to be run again under Node 24 where this is an older one
 * @param {() => Promise<void>} [check] what has to be there before n8n is installed, which takes minutes
 * @returns {Promise<{ n8nFolder: string, buildHash: string }>}
 */
export async function prepare(script, check = async () => undefined) {
	refuseOldNode();
	await installProject();
	await continueUnderNode24(script);
	await check();
	return { n8nFolder: await installN8n(), buildHash: await buildProject() };
}
