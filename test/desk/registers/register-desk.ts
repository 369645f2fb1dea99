import { systemCall } from '../../../src/call';
import type { Call } from '../../../src/call';
import type { EffectOutcome, Workspace } from '../../../src/desk/workspace';
import { eventColumns, rowToEvent } from '../../../src/journal/append-events';
import type { DeskEvent } from '../../../src/journal/event';
import { tasks } from '../../../src/store/notice-tables';
import type { Task } from '../../../src/crm/notice';
import { makeOrganisation } from '../../helpers/organisation';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';

export const call = systemCall('Иван Менеджеров');
export const keyed = (effectKey: string): Call => ({ ...call, effectKey });

/** A workspace with the company's people and a clock that stands until it is moved. */
export async function registerDesk() {
	const temporary = await temporaryWorkspace();
	return { ...temporary, people: await makeOrganisation(temporary.workspace) };
}

/** The result of an effect that must have happened. */
export async function done<T>(outcome: Promise<EffectOutcome<T>>): Promise<T> {
	const settled = await outcome;
	if (settled.kind !== 'done') throw new Error(`The effect was ${settled.kind}`);
	return settled.result;
}

export async function eventsAbout(workspace: Workspace, entryId: number): Promise<DeskEvent[]> {
	return await workspace.read(async (query) => (await query.all(`select ${eventColumns} from events e where subject_kind = 'entry' and subject_id = :entryId order by id`, { entryId })).map(rowToEvent));
}

export const kindsOf = (events: readonly DeskEvent[]): string[] => events.map((event) => event.kind);

export async function aTask(workspace: Workspace, overrides: Partial<Task> & Pick<Task, 'assigneeId' | 'subjectId'>): Promise<Task> {
	return await workspace.transaction(call, async (tx) =>
		await tasks.insert(tx, {
			kind: 'verification',
			title: 'Проверить скан',
			body: '',
			participantIds: [],
			subjectKind: 'entry',
			subjectCycle: null,
			status: 'open',
			dueAt: null,
			fileId: null,
			fileHash: null,
			why: { cause: { actor: call.actor }, event: null, escalation: null, facts: {}, recipient: null },
			createdAt: tx.now,
			closedAt: null,
			closedBy: null,
			closeNote: null,
			...overrides,
		}),
	);
}

export async function taskNow(workspace: Workspace, id: number): Promise<Task> {
	return await workspace.read(async (query) => await tasks.get(query, id));
}
