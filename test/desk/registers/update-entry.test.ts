import { startEscalation } from '../../../src/desk/escalations/start-escalation';
import { assignEntry } from '../../../src/desk/registers/assign-entry';
import { changeEntryStatus } from '../../../src/desk/registers/change-status';
import { createEntry } from '../../../src/desk/registers/create-entry';
import { entryHistory } from '../../../src/desk/registers/entry-history';
import { getEntry } from '../../../src/desk/registers/get-entry';
import { updateEntry } from '../../../src/desk/registers/update-entry';
import { InvalidInputError } from '../../../src/errors';
import { escalations } from '../../../src/store/escalation-tables';
import { listTimers } from '../../../src/timers/timers';
import { anEntry } from '../../helpers/subjects';
import { instant } from '../../helpers/fixed-clock';
import { call, done, eventsAbout, kindsOf, registerDesk } from './register-desk';

async function inspectionDesk() {
	const desk = await registerDesk();
	const entry = await done(createEntry(desk.workspace, { register: 'inspections', title: 'ИК 2026', responsibleId: desk.people.novosibirsk.manager.id, fields: { dueOn: '2026-06-01' } }, call));
	return { ...desk, entry };
}

it('R-REG-3: an entry is edited by hand, and the history tells who changed what', async () => {
	const { workspace, clock, entry } = await inspectionDesk();
	clock.advance({ hours: 1 });
	const after = await done(updateEntry(workspace, { entryId: entry.id, title: 'ИК 2026, первый', fields: { result: 'подтверждён' } }, call));
	expect(after).toMatchObject({ title: 'ИК 2026, первый', fields: { dueOn: '2026-06-01', result: 'подтверждён' }, statusCycle: 1 });
	expect((await entryHistory(workspace, entry.id)).at(-1)).toMatchObject({
		action: 'updated',
		at: clock(),
		actor: { name: 'Иван Менеджеров' },
		changes: [
			{ field: 'title', from: 'ИК 2026', to: 'ИК 2026, первый' },
			{ field: 'fields.result', title: 'Результат', from: null, to: 'подтверждён' },
		],
	});
	expect((await eventsAbout(workspace, entry.id)).at(-1)).toMatchObject({ kind: 'RegisterEntryUpdated', scope: 'inspections', state: 'planned' });
});

it('R-REG-3: an edit that changes nothing leaves no trace', async () => {
	const { workspace, entry } = await inspectionDesk();
	await done(updateEntry(workspace, { entryId: entry.id, title: 'ИК 2026', fields: { dueOn: '2026-06-01' } }, call));
	expect(await entryHistory(workspace, entry.id)).toHaveLength(1);
	expect(kindsOf(await eventsAbout(workspace, entry.id))).not.toContain('RegisterEntryUpdated');
});

it('R-REG-3: moving the due date moves its reminder, clearing it parks the reminder visibly', async () => {
	const { workspace, entry } = await inspectionDesk();
	const due = async () => (await workspace.read(async (query) => await listTimers(query, { limit: 5 }))).map((timer) => timer.dueAt);
	await done(startEscalation(workspace, { rule: 'inspection-due', subject: { kind: 'entry', id: entry.id }, note: '', steps: [{ code: 'remind', wait: { kind: 'at', at: instant('2026-06-01T00:00:00+07:00'), field: 'dueOn' }, times: 1, inWorkingHours: false }] }, call));
	await done(updateEntry(workspace, { entryId: entry.id, fields: { dueOn: '2026-07-15' } }, call));
	// The day begins where the responsible person works.
	expect(await due()).toEqual([instant('2026-07-15T00:00:00+07:00')]);
	await done(updateEntry(workspace, { entryId: entry.id, fields: { dueOn: null } }, call));
	expect(await due()).toEqual([null]);
});

it('R-CORE-6: all faults of an edit are listed and nothing is saved', async () => {
	const { workspace, people } = await registerDesk();
	const entry = await anEntry(workspace, { register: 'originals', status: 'sent_to_client', fields: { trackNumber: '1' }, responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	const bad = updateEntry(workspace, { entryId: entry.id, title: '', companyId: 50, dealId: 51, fields: { trackNumber: '', colour: 1 } }, call);
	await expect(bad).rejects.toBeInstanceOf(InvalidInputError);
	expect(await bad.catch((error: InvalidInputError) => error.faults.map((fault) => fault.field))).toEqual(['title', 'dealId', 'companyId', 'colour', 'trackNumber']);
	expect(await getEntry(workspace, entry.id)).toMatchObject({ title: entry.title, fields: { trackNumber: '1' }, history: [] });
});

it('R-CON-1: the number of a generated contract cannot be edited: it is printed in the document', async () => {
	const { workspace, people } = await registerDesk();
	const inCharge = { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id };
	const generated = await anEntry(workspace, { ...inCharge, number: 'СЭ-2026/0001', origin: 'generated' });
	const byHand = await anEntry(workspace, { ...inCharge, number: '17' });
	await expect(updateEntry(workspace, { entryId: generated.id, number: '18' }, call)).rejects.toThrow(/printed in the generated document/);
	await expect(updateEntry(workspace, { entryId: byHand.id, number: 'СЭ-2026/0001' }, call)).rejects.toThrow(/is taken/);
	expect(await done(updateEntry(workspace, { entryId: byHand.id, number: '18' }, call))).toMatchObject({ number: '18' });
});

it('R-CON-6: the reason of a cancellation can be given afterwards, and that decision stops the chase', async () => {
	const { workspace, people } = await registerDesk();
	const entry = await anEntry(workspace, { responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	await done(changeEntryStatus(workspace, { entryId: entry.id, status: 'cancelled' }, call));
	await done(startEscalation(workspace, { rule: 'contract-cancelled', subject: { kind: 'entry', id: entry.id }, note: '', steps: [{ code: 'task', wait: { kind: 'after', wait: { amount: 3, unit: 'working_days' } }, times: 1, inWorkingHours: false }] }, call));
	await done(updateEntry(workspace, { entryId: entry.id, fields: { clientNumber: '1' } }, call));
	const rows = async () => await workspace.read(async (query) => await escalations.select(query, 'order by id'));
	expect(await rows()).toMatchObject([{ status: 'running' }]);
	expect(await done(updateEntry(workspace, { entryId: entry.id, reason: 'клиент закрылся' }, call))).toMatchObject({ status: 'cancelled', statusReason: 'клиент закрылся' });
	expect(await rows()).toMatchObject([{ status: 'acknowledged', endReason: 'клиент закрылся' }]);
});

it('R-REG-1: an entry goes to another person, with the department and what runs on it', async () => {
	const { workspace, people, entry } = await inspectionDesk();
	await done(startEscalation(workspace, { rule: 'inspection-due', subject: { kind: 'entry', id: entry.id }, note: '', steps: [{ code: 'remind', wait: { kind: 'after', wait: { amount: 3, unit: 'working_days' } }, times: 1, inWorkingHours: true }] }, call));
	const after = await done(assignEntry(workspace, { entryId: entry.id, responsibleId: people.nizhny.manager.id }, call));
	expect(after).toMatchObject({ responsibleId: people.nizhny.manager.id, departmentId: people.nizhny.department.id });
	expect((await entryHistory(workspace, entry.id)).at(-1)).toMatchObject({ action: 'assigned', changes: [{ field: 'responsibleId', from: people.novosibirsk.manager.id, to: people.nizhny.manager.id }, { field: 'departmentId' }] });
	expect(await workspace.read(async (query) => await escalations.select(query, ''))).toMatchObject([{ responsibleId: people.nizhny.manager.id, calendar: { zone: 'Europe/Moscow' } }]);
	await expect(assignEntry(workspace, { entryId: entry.id, responsibleId: 999 }, call)).rejects.toThrow(/no employee 999/);
});
