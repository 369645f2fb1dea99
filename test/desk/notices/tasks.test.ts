import { systemCall } from '../../../src/call';
import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import { closeTask } from '../../../src/desk/notices/close-task';
import { createTask } from '../../../src/desk/notices/create-task';
import type { CreateTask, TaskCreated } from '../../../src/desk/notices/create-task';
import { getTask } from '../../../src/desk/notices/get-task';
import { listTasks } from '../../../src/desk/notices/list-tasks';
import { verifyScan } from '../../../src/desk/registers/verify-scan';
import type { EffectOutcome, Workspace } from '../../../src/desk/workspace';
import { escalations } from '../../../src/store/escalation-tables';
import { files, registerEntries } from '../../../src/store/register-tables';
import type { SubjectRef } from '../../../src/subject';
import type { MovableClock } from '../../helpers/fixed-clock';
import { instant } from '../../helpers/fixed-clock';
import { makeOrganisation } from '../../helpers/organisation';
import type { Organisation } from '../../helpers/organisation';
import { aLead, anEntry, moveLeadTo } from '../../helpers/subjects';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { callFrom, claimNext, listenTo, stepDue } from './step-delivery';

let workspace: Workspace;
let clock: MovableClock;
let people: Organisation;
beforeEach(async () => {
	({ workspace, clock } = await temporaryWorkspace());
	people = await makeOrganisation(workspace);
});

const test = systemCall('test');
const inCharge = () => ({ responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
const leadRef = async (): Promise<SubjectRef> => ({ kind: 'lead', id: (await aLead(workspace, inCharge())).id });
const task = (subject: SubjectRef, overrides: Partial<CreateTask> = {}): CreateTask => ({ subject, kind: 'escalation', to: 'responsible', joinHead: true, title: 'Решить судьбу: {subject}', body: '{note}', boundToStatus: true, ...overrides });
function done<T>(outcome: EffectOutcome<T>): T {
	if (outcome.kind === 'overtaken') throw new Error(outcome.reason);
	return outcome.result;
}
const create = async (input: CreateTask, call = test): Promise<TaskCreated> => done(await createTask(workspace, input, call));
const running = async (subject: SubjectRef) => (await workspace.read(async (query) => await escalations.select(query, "where status = 'running' and subject_kind = :kind and subject_id = :id", { kind: subject.kind, id: subject.id }))).map((row) => row.rule);
const watch = async (subject: SubjectRef, rule: string) => await startEscalation(workspace, { rule, subject, note: '', steps: [{ code: 'task', wait: { kind: 'after', wait: { amount: 3, unit: 'working_days' } }, times: 1, inWorkingHours: false }] }, test);

/** A contract whose scan waits for the head. */
async function scanned(): Promise<{ subject: SubjectRef; fileId: number }> {
	const file = await workspace.transaction(test, async (tx) => await files.insert(tx, { hash: 'abc123', name: 'scan.pdf', mime: 'application/pdf', size: 3, bytes: new Uint8Array([1, 2, 3]), createdAt: tx.now }));
	const entry = await anEntry(workspace, { ...inCharge(), status: 'scan', fileId: file.id, fileHash: file.hash, fileName: file.name });
	return { subject: { kind: 'entry', id: entry.id }, fileId: file.id };
}

describe('setting a task', () => {
	it('R-CON-5: the manager gets the task, the head is joined, and an event tells both by mail or messenger', async () => {
		const subject = await leadRef();
		await listenTo(workspace, [{ kind: 'TaskCreated', scope: 'escalation' }]);
		const created = await create(task(subject));
		expect(created).toMatchObject({ title: expect.stringMatching(/^Решить судьбу: Заявка № \d+/), assignee: { name: 'Иван Менеджеров' }, participants: [{ name: 'Анна Главная' }], dueAt: null });
		expect(await claimNext(workspace)).toMatchObject([{ event: { kind: 'TaskCreated', state: 'open', subject, data: { taskId: created.taskId, assignee: { email: people.nizhny.manager.email }, participants: [{ email: people.nizhny.head.email }] } } }]);
	});

	it('R-ORG-1: if the responsible person is the head, the one above is joined', async () => {
		const entry = await anEntry(workspace, { responsibleId: people.nizhny.head.id, departmentId: people.nizhny.department.id });
		expect(await create(task({ kind: 'entry', id: entry.id }))).toMatchObject({ assignee: { name: 'Анна Главная' }, participants: [{ name: 'Ольга Директорова' }] });
	});

	it('R-ORG-1: with nobody above, the task has one person and is set all the same', async () => {
		const entry = await anEntry(workspace, { responsibleId: people.director.id, departmentId: people.director.departmentId });
		expect(await create(task({ kind: 'entry', id: entry.id }))).toMatchObject({ assignee: { name: 'Ольга Директорова' }, participants: [] });
	});

	it('R-REG-5: the head above a certain employee is joined, not the head of somebody else', async () => {
		const subject = await leadRef();
		expect(await create(task(subject, { to: 'employee', employeeId: people.novosibirsk.manager.id }))).toMatchObject({ assignee: { name: 'Мария Сибирская' }, participants: [{ name: 'Пётр Старший' }] });
	});

	it('R-ORG-3: the due date is counted in the assignee’s calendar', async () => {
		const subject = await leadRef();
		clock.set('2026-04-30T16:00:00+03:00');
		const input = task(subject, { dueIn: { amount: 1, unit: 'working_hours' }, boundToStatus: false });
		// The eve of a holiday is an hour shorter: Moscow closes at 17:00, Novosibirsk (20:00 there) has closed and rests until Monday.
		expect(await create(input)).toMatchObject({ dueAt: instant('2026-04-30T17:00:00+03:00') });
		expect(await create({ ...input, to: 'employee', employeeId: people.novosibirsk.manager.id })).toMatchObject({ dueAt: instant('2026-05-04T10:00:00+07:00') });
	});

	it('R-ORG-3: a deadline in a year without a calendar is set with a loud warning', async () => {
		const subject = await leadRef();
		clock.set('2026-12-30T12:00:00+03:00');
		const created = await create(task(subject, { dueIn: { amount: 3, unit: 'working_days' } }));
		expect(created.warnings).toEqual([expect.stringContaining('2027')]);
		expect((await getTask(workspace, created.taskId)).why.facts).toMatchObject({ calendar: 'Нижний Новгород, Europe/Moscow', warnings: expect.stringContaining('2027') });
	});

	it('R-CON-7: a verification is about the very file that is attached now, by its hash', async () => {
		const { subject, fileId } = await scanned();
		const created = await create(task(subject, { kind: 'verification', to: 'head', joinHead: false, withSubjectFile: true, title: 'Проверить скан {file}' }));
		expect(created).toMatchObject({ assignee: { name: 'Анна Главная' }, title: 'Проверить скан scan.pdf', fileId, fileHash: 'abc123' });
	});

	it('R-CON-7: a verification without a file is refused, and so is one on an entry that has none', async () => {
		const subject = await leadRef();
		const entry = await anEntry(workspace, inCharge());
		await expect(create(task(subject, { kind: 'verification' }))).rejects.toThrow(/needs the file/);
		await expect(create(task({ kind: 'entry', id: entry.id }, { kind: 'verification', withSubjectFile: true }))).rejects.toThrow(/no file attached/);
		await expect(create(task(subject, { fileId: 77 }))).rejects.toThrow(/File 77/);
	});

	it('R-CORE-6: all faults of a task are told at once', async () => {
		const subject = await leadRef();
		await expect(create(task(subject, { title: '', dueIn: { amount: -1, unit: 'hours' }, fileId: 1, withSubjectFile: true }))).rejects.toMatchObject({ faults: [{ field: 'Title' }, { field: 'Due In' }, { field: 'File' }] });
		await expect(create(task(subject, { title: '{a}', body: '{b}' }))).rejects.toMatchObject({ faults: [{ field: 'Title' }, { field: 'Body' }] });
		expect((await listTasks(workspace)).items).toEqual([]);
	});

	it('R-LEAD-5: a task bound to the stage is cancelled visibly when the lead leaves it, another one stays', async () => {
		const subject = await leadRef();
		const bound = await create(task(subject));
		const free = await create(task(subject, { boundToStatus: false }));
		await moveLeadTo(workspace, subject.id, 'first_call');
		expect(await getTask(workspace, bound.taskId)).toMatchObject({ status: 'cancelled', closeNote: 'переход из «new»' });
		expect(await getTask(workspace, free.taskId)).toMatchObject({ status: 'open' });
	});

	it('R-CORE-2: the same cause sets one task', async () => {
		const subject = await leadRef();
		const delivery = await stepDue(workspace, subject);
		const first = await createTask(workspace, task(subject), callFrom(delivery.id));
		expect(await createTask(workspace, task(subject), callFrom(delivery.id, { executionId: '232' }))).toEqual({ kind: 'repeated', result: done(first) });
		expect((await listTasks(workspace)).items).toHaveLength(1);
	});
});

describe('closing a task', () => {
	it('R-REG-5: is a reaction: what runs on the subject is acknowledged, what runs elsewhere goes on', async () => {
		const subject = await leadRef();
		const other = await leadRef();
		await watch(subject, 'lead-new');
		await watch(other, 'lead-new');
		const { taskId } = await create(task(subject));
		const closed = done(await closeTask(workspace, { taskId, by: 'Иван Менеджеров', note: 'дозвонился' }, test));
		expect(closed).toMatchObject({ changed: true, task: { status: 'done', closedBy: 'Иван Менеджеров', closeNote: 'дозвонился' }, acknowledged: [{ rule: 'lead-new', status: 'acknowledged' }] });
		expect(await running(subject)).toEqual([]);
		expect(await running(other)).toEqual(['lead-new']);
	});

	it('R-REG-5: closing a closed task answers it unchanged', async () => {
		const subject = await leadRef();
		const { taskId } = await create(task(subject));
		const first = done(await closeTask(workspace, { taskId, by: 'Иван' }, test));
		clock.advance({ hours: 1 });
		expect(done(await closeTask(workspace, { taskId, by: 'Анна' }, test))).toEqual({ task: first.task, changed: false, acknowledged: [] });
	});

	it('R-CON-7: a verification is not closed without a decision about the file', async () => {
		const { subject } = await scanned();
		const { taskId } = await create(task(subject, { kind: 'verification', to: 'head', withSubjectFile: true }));
		await expect(closeTask(workspace, { taskId, by: 'Анна' }, test)).rejects.toThrow(/nothing was decided/);
		expect(await getTask(workspace, taskId)).toMatchObject({ status: 'open' });
	});

	it('R-CON-8: closing a decided verification does not stop the wait for the original that the decision started', async () => {
		const { subject } = await scanned();
		const { taskId } = await create(task(subject, { kind: 'verification', to: 'head', withSubjectFile: true }));
		await watch(subject, 'scan-not-verified');
		clock.advance({ hours: 1 });
		const entry = await workspace.read(async (query) => await registerEntries.get(query, subject.id));
		await workspace.transaction(test, async (tx) => await registerEntries.update(tx, entry.id, { verification: { fileHash: 'abc123', outcome: 'confirmed', by: 'Анна', at: tx.now, reason: null } }));
		await watch(subject, 'contract-no-original');
		expect(done(await closeTask(workspace, { taskId, by: 'Анна' }, test))).toMatchObject({ acknowledged: [{ rule: 'scan-not-verified' }] });
		expect(await running(subject)).toEqual(['contract-no-original']);
	});

	it('R-CON-7: the decision itself closes the verification', async () => {
		const { subject } = await scanned();
		const { taskId } = await create(task(subject, { kind: 'verification', to: 'head', withSubjectFile: true }));
		await verifyScan(workspace, { entryId: subject.id, outcome: 'confirmed', by: 'Анна' }, test);
		expect(done(await closeTask(workspace, { taskId, by: 'Анна' }, test))).toMatchObject({ changed: false, task: { status: 'done' } });
	});

	it('R-CORE-6: a closing says who, and of which task', async () => {
		await expect(closeTask(workspace, { taskId: 1, by: ' ' }, test)).rejects.toThrow(/Closed By/);
		await expect(closeTask(workspace, { taskId: 99, by: 'Анна' }, test)).rejects.toThrow(/Task 99/);
	});
});

describe('lists of tasks', () => {
	it('R-REG-5: a person finds the tasks they have and those they take part in, and nobody else’s', async () => {
		const subject = await leadRef();
		const own = await create(task(subject));
		const mentioned = await create(task(subject, { to: 'employee', employeeId: people.novosibirsk.manager.id }));
		const ids = async (employeeId: number) => (await listTasks(workspace, { employeeId })).items.map((item) => item.id);
		expect(await ids(people.nizhny.manager.id)).toEqual([own.taskId]);
		expect(await ids(people.nizhny.head.id)).toEqual([own.taskId]);
		expect(await ids(people.novosibirsk.head.id)).toEqual([mentioned.taskId]);
		expect(await ids(people.director.id)).toEqual([]);
	});

	it('R-REG-5: an open task is overdue from its due instant on', async () => {
		const subject = await leadRef();
		await create(task(subject, { dueIn: { amount: 1, unit: 'hours' } }));
		clock.advance({ minutes: 59 });
		expect((await listTasks(workspace, { onlyOverdue: true })).items).toEqual([]);
		clock.advance({ minutes: 1 });
		expect((await listTasks(workspace, { onlyOverdue: true })).items).toMatchObject([{ isOverdue: true, assigneeName: 'Иван Менеджеров', participantNames: ['Анна Главная'] }]);
	});
});
