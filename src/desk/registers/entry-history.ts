import { loadHistory } from '../../store/register-history';
import type { HistoryRecord } from '../../store/register-history';
import { registerEntries } from '../../store/register-tables';
import type { Workspace } from '../workspace';

/** Who changed what in an entry, old → new, oldest first (R-REG-1). @throws {NotFoundError} */
export async function entryHistory(workspace: Workspace, entryId: number): Promise<HistoryRecord[]> {
	return await workspace.read(async (query) => {
		await registerEntries.get(query, entryId);
		return await loadHistory(query, entryId);
	});
}
