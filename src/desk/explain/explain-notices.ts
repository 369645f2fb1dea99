import type { Letter, Task } from '../../crm/notice';
import type { Queryable } from '../../store/database';
import { letters, notifications, tasks } from '../../store/notice-tables';
import type { SubjectRef } from '../../subject';
import { explainTexts as say } from '../../texts';
import { subjectFacts } from '../subjects/subject-facts';
import type { People } from '../../organisation/recipients';
import { personName, subjectRef } from './explanation';
import type { Explain } from './explanation';
import { sayDue, sayWhen, zoneOf } from './say-when';
import { whySentences } from './why-sentences';

export const explainNotification: Explain = async (query, id, people) => {
	const notice = await notifications.get(query, id);
	const zone = zoneOf(people, notice.recipientId);
	const name = personName(people, notice.recipientId);
	return {
		title: `Уведомление № ${id}`,
		sentences: [
			say.notification(id, name, sayWhen(notice.createdAt, zone)),
			say.notificationText(notice.text),
			...whySentences(notice.why, zone),
			...(notice.why.recipient === null ? [] : [say.recipient(name, notice.why.recipient)]),
			notice.readAt === null ? say.notRead : say.readAt(sayWhen(notice.readAt, zone)),
			say.zone(zone),
		],
		why: notice.why,
		subject: subjectRef(notice),
	};
};

function taskFate(task: Task, zone: string): string[] {
	if (task.status === 'open') return [say.taskOpen, ...(task.subjectCycle === null ? [] : [say.taskBound])];
	const at = task.closedAt === null ? '' : sayWhen(task.closedAt, zone);
	return [task.status === 'done' ? say.taskDone(task.closedBy ?? '', at, task.closeNote) : say.taskCancelled(at, task.closeNote ?? '')];
}

export const explainTask: Explain = async (query, id, people) => {
	const task = await tasks.get(query, id);
	const zone = zoneOf(people, task.assigneeId);
	const name = personName(people, task.assigneeId);
	return {
		title: `Задача № ${id}: ${task.title}`,
		sentences: [
			say.task(id, task.title, sayWhen(task.createdAt, zone)),
			say.taskPeople(name, task.participantIds.map((participant) => personName(people, participant)).join(', ')),
			...whySentences(task.why, zone),
			...(task.why.recipient === null ? [] : [say.recipient(name, task.why.recipient)]),
			...(task.dueAt === null ? [] : [say.taskDue(sayDue(task.dueAt, zone))]),
			...(task.fileId === null ? [] : [say.taskFile(task.fileId, task.fileHash ?? '')]),
			...taskFate(task, zone),
			say.zone(zone),
		],
		why: task.why,
		subject: subjectRef(task),
	};
};

function letterFate(letter: Letter, zone: string): string {
	if (letter.settledAt === null) return say.letterState.requested;
	return `${say.letterState[letter.state]}: ${sayWhen(letter.settledAt, zone)}${letter.note === null ? '' : `, ${letter.note}`}.`;
}

/** A letter has no reader in the company; its times are said as the responsible person's. */
async function zoneOfSubject(query: Queryable, subject: SubjectRef | null, people: People): Promise<string> {
	const facts = subject && (await subjectFacts(query, subject, people));
	return zoneOf(people, facts?.responsibleId ?? null, facts?.departmentId ?? null);
}

export const explainLetter: Explain = async (query, id, people) => {
	const letter = await letters.get(query, id);
	const subject = subjectRef(letter);
	const zone = await zoneOfSubject(query, subject, people);
	return {
		title: `Письмо № ${id}: ${letter.subject}`,
		sentences: [say.letter(id, letter.toAddress, letter.subject, sayWhen(letter.createdAt, zone)), say.letterPurpose[letter.purpose], ...whySentences(letter.why, zone), letterFate(letter, zone), say.zone(zone)],
		why: letter.why,
		subject,
	};
};
