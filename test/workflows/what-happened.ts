import type { Letter, Task } from '../../src/crm/notice';
import { listEscalations } from '../../src/desk/escalations/list-escalations';
import type { EscalationView } from '../../src/desk/escalations/list-escalations';
import { listLetters } from '../../src/desk/notices/list-letters';
import { listNotifications } from '../../src/desk/notices/list-notifications';
import { listTasks } from '../../src/desk/notices/list-tasks';
import type { ListedTask } from '../../src/desk/notices/list-tasks';
import type { Workspace } from '../../src/desk/workspace';
import type { SubjectRef } from '../../src/subject';

/*
 * What people see of a record, read through the use cases behind the desk page; oldest first. Instants are «2026-03-02 09:00»
 * in the zone asked for, so that a test states them as people do.
 */

export const MOSCOW = 'Europe/Moscow';
export const NOVOSIBIRSK = 'Asia/Novosibirsk';

export const lead = (id: number): SubjectRef => ({ kind: 'lead', id });
export const deal = (id: number): SubjectRef => ({ kind: 'deal', id });
export const entry = (id: number): SubjectRef => ({ kind: 'entry', id });

/** @param at ms */
export function momentIn(zone: string, at: number): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);
}

export interface Told {
	readonly to: string;
	readonly text: string;
	readonly at: string;
}

const everything = { limit: 500 };

export async function noticesOn(workspace: Workspace, subject: SubjectRef, zone = MOSCOW): Promise<Told[]> {
	const { items } = await listNotifications(workspace, { ...everything, subject });
	return items.map(({ recipientName, text, createdAt }) => ({ to: recipientName, text, at: momentIn(zone, createdAt) })).reverse();
}

export const textsOn = async (workspace: Workspace, subject: SubjectRef): Promise<string[]> => (await noticesOn(workspace, subject)).map(({ text }) => text);

export async function tasksOn(workspace: Workspace, subject: SubjectRef, status?: Task['status']): Promise<ListedTask[]> {
	return (await listTasks(workspace, { ...everything, subject, ...(status && { status }) })).items.toReversed();
}

export async function lettersOn(workspace: Workspace, subject: SubjectRef): Promise<Letter[]> {
	return (await listLetters(workspace, { ...everything, subject })).items.toReversed();
}

export async function escalationsOn(workspace: Workspace, subject: SubjectRef): Promise<EscalationView[]> {
	return (await listEscalations(workspace, { ...everything, subject })).items.toReversed();
}

export async function runningOn(workspace: Workspace, subject: SubjectRef): Promise<EscalationView[]> {
	return (await escalationsOn(workspace, subject)).filter(({ status }) => status === 'running');
}
