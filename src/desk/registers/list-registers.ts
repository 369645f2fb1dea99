import type { RegisterDefinition } from '../../registers/register';
import { loadRegisters } from '../../store/registers';
import type { Workspace } from '../workspace';

/** All registers in their order, with statuses, moves and fields. */
export async function listRegisters(workspace: Workspace): Promise<RegisterDefinition[]> {
	return await workspace.read(async (query) => await loadRegisters(query));
}
