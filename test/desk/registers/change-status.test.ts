import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import { changeEntryStatus } from '../../../src/desk/registers/change-status';
import { getEntry } from '../../../src/desk/registers/get-entry';
import { InvalidInputError, MoveRefusedError, NotFoundError } from '../../../src/errors';
import { listTimers } from '../../../src/timers/timers';
import { anEntry } from '../../helpers/subjects';
import { pdfBytes } from '../../helpers/sample-files';
import { aTask, call, done, eventsAbout, keyed, kindsOf, registerDesk, taskNow } from './register-desk';

async function contractDesk() {
	const desk = await registerDesk();
	const { manager, department } = desk.people.nizhny;
	const entry = await anEntry(desk.workspace, { responsibleId: manager.id, departmentId: department.id, number: 'СЭ-2026/0001' });
	return { ...desk, entry };
}

it('R-CON-4: a move is saved with who, when and what, old → new', async () => {
	const { workspace, clock, entry } = await contractDesk();
	clock.advance({ days: 1 });
	const moved = await done(changeEntryStatus(workspace, { entryId: entry.id, status: 'signed', fields: { clientNumber: '17/А' } }, call));
	expect(moved).toMatchObject({ status: 'signed', statusCycle: 2, statusSince: clock(), fields: { clientNumber: '17/А' } });
	const { history, ...view } = await getEntry(workspace, entry.id);
	expect(view).toMatchObject({ statusTitle: 'подписан', registerTitle: 'Реестр договоров', isFinal: false });
	expect(view.nextStatuses.map((next) => next.title)).toEqual(['скан', 'оригинал', 'не подписан', 'аннулирован']);
	expect(history).toEqual([
		expect.objectContaining({
			action: 'status',
			at: clock(),
			actor: call.actor,
			changes: [
				{ field: 'status', title: 'Статус', from: 'not_signed', to: 'signed' },
				{ field: 'fields.clientNumber', title: 'Номер у клиента', from: null, to: '17/А' },
			],
		}),
	]);
	expect((await eventsAbout(workspace, entry.id)).at(-1)).toMatchObject({ kind: 'RegisterEntryStatusChanged', scope: 'contracts', state: 'signed', cycle: 2, origin: 'by_hand', data: { from: 'not_signed', to: 'signed', fromTitle: 'не подписан', number: 'СЭ-2026/0001' } });
});

it('R-CON-4: an illegal move is refused with the allowed ones, and nothing happens', async () => {
	const { workspace, entry } = await contractDesk();
	await done(changeEntryStatus(workspace, { entryId: entry.id, status: 'annulled', reason: 'клиент передумал' }, call));
	const before = await eventsAbout(workspace, entry.id);
	await expect(changeEntryStatus(workspace, { entryId: entry.id, status: 'not_signed' }, keyed('k'))).rejects.toBeInstanceOf(MoveRefusedError);
	expect(await eventsAbout(workspace, entry.id)).toEqual(before);
	expect((await getEntry(workspace, entry.id)).history).toHaveLength(1);
});

it('R-CON-7: a contract goes to scan with the file that comes along', async () => {
	const { workspace, entry } = await contractDesk();
	const moved = await done(changeEntryStatus(workspace, { entryId: entry.id, status: 'scan', file: { name: 'скан.pdf', bytes: pdfBytes('скан') } }, call));
	expect(moved).toMatchObject({ status: 'scan', fileName: 'скан.pdf' });
	const events = (await eventsAbout(workspace, entry.id)).slice(1);
	expect(kindsOf(events)).toEqual(['RegisterFileAttached', 'RegisterEntryStatusChanged']);
	expect(events[1]?.data).toMatchObject({ fileId: moved.fileId, fileHash: moved.fileHash });
});

it('R-CORE-6: a refused move keeps no file either', async () => {
	const { workspace, entry } = await contractDesk();
	await expect(changeEntryStatus(workspace, { entryId: entry.id, status: 'annulled', file: { name: 'a.pdf', bytes: pdfBytes('a') } }, call)).rejects.toBeInstanceOf(InvalidInputError);
	expect(await workspace.read(async (query) => await query.all('select id from files'))).toEqual([]);
});

it('R-CON-9: with the original everything pending is cancelled, visibly', async () => {
	const { workspace, people, entry } = await contractDesk();
	const after = (amount: number) => ({ kind: 'after' as const, wait: { amount, unit: 'working_days' as const } });
	await done(startEscalation(workspace, { rule: 'contract-not-signed', subject: { kind: 'entry', id: entry.id }, note: '', steps: [{ code: 'task', wait: after(3), times: 1, inWorkingHours: false }] }, call));
	const bound = await aTask(workspace, { kind: 'escalation', assigneeId: people.nizhny.head.id, subjectId: entry.id, subjectCycle: 1 });
	expect(await workspace.read(async (query) => await listTimers(query, { limit: 10 }))).toHaveLength(1);

	await done(changeEntryStatus(workspace, { entryId: entry.id, status: 'original' }, call));

	expect(await workspace.read(async (query) => await listTimers(query, { limit: 10 }))).toEqual([]);
	expect(await taskNow(workspace, bound.id)).toMatchObject({ status: 'cancelled' });
	expect(kindsOf(await eventsAbout(workspace, entry.id))).toEqual(expect.arrayContaining(['EscalationEnded', 'TaskClosed']));
});

it('R-CORE-2: the same cause moves an entry once', async () => {
	const { workspace, entry } = await contractDesk();
	await changeEntryStatus(workspace, { entryId: entry.id, status: 'signed' }, keyed('k'));
	expect(await changeEntryStatus(workspace, { entryId: entry.id, status: 'signed' }, keyed('k'))).toMatchObject({ kind: 'repeated', result: { statusCycle: 2 } });
	expect((await getEntry(workspace, entry.id)).statusCycle).toBe(2);
});

it('R-REG-2: the track number comes with the move to the client', async () => {
	const { workspace, people } = await registerDesk();
	const entry = await anEntry(workspace, { register: 'originals', status: 'in_office', responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	await expect(changeEntryStatus(workspace, { entryId: entry.id, status: 'sent_to_client' }, call)).rejects.toThrow(/Трек-номер/);
	expect(await done(changeEntryStatus(workspace, { entryId: entry.id, status: 'sent_to_client', fields: { trackNumber: '603900' } }, call))).toMatchObject({ fields: { trackNumber: '603900' } });
});

it('R-CORE-6: an unknown entry is said plainly', async () => {
	const { workspace } = await registerDesk();
	await expect(changeEntryStatus(workspace, { entryId: 404, status: 'signed' }, call)).rejects.toBeInstanceOf(NotFoundError);
});
