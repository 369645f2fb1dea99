import { tasks } from '../../store/notice-tables';
import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';
import { taskView } from './list-tasks';
import type { ListedTask } from './list-tasks';

/** One task with the names of its people. @throws {NotFoundError} */
export async function getTask(workspace: Workspace, taskId: number): Promise<ListedTask> {
	return await workspace.read(async (query) => taskView(await tasks.get(query, taskId), await loadPeople(query), await workspace.now(query)));
}
