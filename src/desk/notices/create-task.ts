import { checkWait, dueAfterExplained, InvalidWaitError } from '../../calendar';
import type { ExplainedDue, Wait } from '../../calendar';
import type { Call } from '../../call';
import type { Task, Why } from '../../crm/notice';
import { InvalidInputError } from '../../errors';
import type { InputFault } from '../../errors';
import type { Employee } from '../../organisation/organisation';
import { recipientsOf } from '../../organisation/recipients';
import type { ChosenRecipient, RecipientRole } from '../../organisation/recipients';
import { tasks } from '../../store/notice-tables';
import type { SubjectRef } from '../../subject';
import { calendarOf } from '../organisation/people';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { cardLink } from './card-link';
import { fillTexts } from './fill-text';
import { fileFor } from './carried-file';
import { readOccasion, titled } from './occasion';
import type { Occasion, TitledSubject } from './occasion';
import { factsRead, recipientReason, whyOf } from './why';

export interface CreateTask {
	readonly subject: SubjectRef;
	readonly kind: Task['kind'];
	/** Who gets the task; of several the first is the assignee and the others join. */
	readonly to: RecipientRole;
	/** Needed when `to` is "employee". */
	readonly employeeId?: number;
	/** Joins the head above the assignee: the second half of every escalation (R-REG-5). */
	readonly joinHead: boolean;
	/** Title and body may contain {placeholders}; see fill-text.ts. */
	readonly title: string;
	readonly body: string;
	/** Counted in the assignee's working calendar; no due date when absent. */
	readonly dueIn?: Wait;
	/** The file the task is about: one that is kept, or the one attached to the register entry now (R-CON-7). */
	readonly fileId?: number;
	readonly withSubjectFile?: boolean;
	/** The task loses its point when the subject leaves its present stage or status, and is then cancelled visibly. */
	readonly boundToStatus: boolean;
}

interface TaskPerson {
	readonly id: number;
	readonly name: string;
	readonly email: string;
}

export interface TaskCreated {
	readonly taskId: number;
	readonly kind: Task['kind'];
	readonly title: string;
	readonly body: string;
	readonly assignee: TaskPerson;
	readonly participants: readonly TaskPerson[];
	/** ms */
	readonly dueAt: number | null;
	/** Loud words about a deadline that could not be confirmed; empty for a sound one. */
	readonly warnings: readonly string[];
	readonly fileId: number | null;
	readonly fileHash: string | null;
	readonly link: string;
	readonly subject: TitledSubject;
}

function waitFaults(wait: Wait | undefined): InputFault[] {
	if (wait === undefined) return [];
	try {
		checkWait(wait);
		return [];
	} catch (error) {
		if (!(error instanceof InvalidWaitError)) throw error;
		return [{ field: 'Due In', reason: error.message }];
	}
}

function checkTask(input: CreateTask): void {
	const faults = [
		...(input.title.trim() === '' ? [{ field: 'Title', reason: 'a task needs a title' }] : []),
		...waitFaults(input.dueIn),
		...(input.fileId !== undefined && input.withSubjectFile === true ? [{ field: 'File', reason: 'choose either a kept file or the file of the entry, not both' }] : []),
		...(input.kind === 'verification' && input.fileId === undefined && input.withSubjectFile !== true ? [{ field: 'File', reason: 'a verification needs the file that is to be verified' }] : []),
	];
	if (faults.length > 0) throw new InvalidInputError(faults);
}

interface Cast {
	readonly assignee: ChosenRecipient;
	readonly participants: readonly ChosenRecipient[];
}

function castOf(input: CreateTask, { facts, people }: Occasion, now: number): Cast {
	const chosen = recipientsOf(input, facts, people, now);
	const [assignee] = chosen;
	if (!assignee) throw new RangeError('recipientsOf answered nobody');
	// The head of a certain employee is asked for by that employee; otherwise by whoever is responsible for the subject.
	const inCharge = input.to === 'employee' ? { responsibleId: assignee.employee.id, departmentId: assignee.employee.departmentId } : facts;
	const heads = input.joinHead ? recipientsOf({ to: 'head' }, inCharge, people, now) : [];
	const others = new Map([...chosen, ...heads].map((recipient) => [recipient.employee.id, recipient]));
	others.delete(assignee.employee.id);
	return { assignee, participants: [...others.values()] };
}

const personOf = ({ id, name, email }: Employee): TaskPerson => ({ id, name, email });

async function dueOf(tx: DeskTransaction, input: CreateTask, assignee: Employee, { people }: Occasion): Promise<ExplainedDue | null> {
	return input.dueIn === undefined ? null : dueAfterExplained(tx.now, input.dueIn, await calendarOf(tx, assignee.id, people));
}

/** The reason of the task, with the calendar its deadline was counted by and what is doubtful about it. */
function whyTask(tx: DeskTransaction, input: CreateTask, { facts, behind }: Occasion, { assignee, participants }: Cast, due: ExplainedDue | null): Why {
	const read = factsRead(facts, [input.title, input.body, behind.words.note]);
	const counted = due === null ? {} : { calendar: due.calendarName, ...(due.warnings.length > 0 && { warnings: due.warnings.join(' ') }) };
	const people = [recipientReason(assignee), ...participants.map((participant) => `${participant.employee.name} — ${recipientReason(participant)}`)];
	return whyOf(tx.call, behind, { ...read, ...counted }, people.join('; '));
}

function announced(task: Task, { assignee, participants }: Cast, warnings: readonly string[], link: string): Omit<TaskCreated, 'subject'> {
	const { id: taskId, kind, title, body, dueAt, fileId, fileHash } = task;
	return { taskId, kind, title, body, assignee: personOf(assignee.employee), participants: participants.map((participant) => personOf(participant.employee)), dueAt, warnings, fileId, fileHash, link };
}

async function createTaskIn(tx: DeskTransaction, input: CreateTask, publicUrl: string): Promise<TaskCreated> {
	const occasion = await readOccasion(tx, input.subject);
	const { facts, behind } = occasion;
	const { Title: title, Body: body } = fillTexts({ Title: input.title, Body: input.body }, facts, behind.words);
	const cast = castOf(input, occasion, tx.now);
	const due = await dueOf(tx, input, cast.assignee.employee, occasion);
	const file = await fileFor(tx, input);
	const task = await tasks.insert(tx, {
		kind: input.kind,
		title: title.trim(),
		body,
		assigneeId: cast.assignee.employee.id,
		participantIds: cast.participants.map((participant) => participant.employee.id),
		subjectKind: input.subject.kind,
		subjectId: input.subject.id,
		subjectCycle: input.boundToStatus ? facts.cycle : null,
		status: 'open',
		dueAt: due?.dueAt ?? null,
		fileId: file?.id ?? null,
		fileHash: file?.hash ?? null,
		why: whyTask(tx, input, occasion, cast, due),
		createdAt: tx.now,
		closedAt: null,
		closedBy: null,
		closeNote: null,
	});
	const created = announced(task, cast, due?.warnings ?? [], cardLink(publicUrl, input.subject));
	await tx.emit({ kind: 'TaskCreated', scope: task.kind, state: task.status, subject: input.subject, data: { ...created } });
	return { ...created, subject: titled(facts) };
}

/**
 * Sets a task on a subject, if wanted with the head joined (R-REG-5, R-CON-5, R-CON-6) or about one particular file whose
 * hash is kept (R-CON-7). It keeps why it exists (R-CORE-4) and happens once per cause (R-CORE-2).
 * @throws {InvalidInputError} with all faults: title, wait, file, unknown placeholders
 * @throws {ConflictError} when the subject has no file and one is needed
 */
export async function createTask(workspace: Workspace, input: CreateTask, call: Call): Promise<EffectOutcome<TaskCreated>> {
	checkTask(input);
	return await workspace.effect(call, 'task', async (tx) => await createTaskIn(tx, input, (await workspace.info(tx)).settings.publicUrl));
}
