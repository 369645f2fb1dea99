import type { Task } from '../../crm/notice';
import type { People } from '../../organisation/recipients';
import { tasks } from '../../store/notice-tables';
import { equals, pageOf } from '../../store/page';
import type { Condition, Page, PageRequest } from '../../store/page';
import type { SubjectRef } from '../../subject';
import { loadPeople } from '../organisation/people';
import { nameOf } from '../organisation/placement';
import type { Workspace } from '../workspace';

export interface TaskFilter extends PageRequest {
	readonly status?: Task['status'];
	readonly kind?: Task['kind'];
	/** Tasks this person has or takes part in. */
	readonly employeeId?: number;
	readonly subject?: SubjectRef;
	/** Open tasks whose due instant has passed. */
	readonly onlyOverdue?: boolean;
}

export interface ListedTask extends Task {
	readonly assigneeName: string;
	readonly participantNames: readonly string[];
	readonly isOverdue: boolean;
}

/** A task as people see it: with names, and whether it is late at `now` (ms). */
export function taskView(task: Task, people: People, now: number): ListedTask {
	return {
		...task,
		assigneeName: nameOf(people, task.assigneeId) ?? '',
		participantNames: task.participantIds.map((id) => nameOf(people, id) ?? ''),
		isOverdue: task.status === 'open' && task.dueAt !== null && task.dueAt <= now,
	};
}

// Participants are kept as a JSON list of whole numbers, so a number in it stands between brackets and commas.
function concerns(employeeId: number | undefined): Condition[] {
	if (employeeId === undefined) return [];
	return [{ sql: "assignee_id = :employee or replace(replace(participants_json, '[', ','), ']', ',') like :participant", params: { employee: employeeId, participant: `%,${employeeId},%` } }];
}

/** Tasks, newest first, a page at a time. */
export async function listTasks(workspace: Workspace, filter: TaskFilter = {}): Promise<Page<ListedTask>> {
	return await workspace.read(async (query) => {
		const now = await workspace.now(query);
		const people = await loadPeople(query);
		const conditions = [
			...equals('status', filter.status),
			...equals('kind', filter.kind),
			...equals('subject_kind', filter.subject?.kind),
			...equals('subject_id', filter.subject?.id),
			...concerns(filter.employeeId),
			...(filter.onlyOverdue === true ? [{ sql: "status = 'open' and due_at <= :now", params: { now } }] : []),
		];
		const page = await pageOf(query, tasks, conditions, filter);
		return { ...page, items: page.items.map((task) => taskView(task, people, now)) };
	});
}
