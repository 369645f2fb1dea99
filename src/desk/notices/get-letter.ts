import type { Letter } from '../../crm/notice';
import { letters } from '../../store/notice-tables';
import type { Workspace } from '../workspace';

/** One letter, whatever became of it. @throws {NotFoundError} */
export async function getLetter(workspace: Workspace, letterId: number): Promise<Letter> {
	return await workspace.read(async (query) => await letters.get(query, letterId));
}
