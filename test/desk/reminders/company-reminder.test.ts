import { addCompany } from '../../../src/desk/companies/add-company';
import { updateCompany } from '../../../src/desk/companies/update-company';
import { fireDueTimers } from '../../../src/desk/escalations/fire-due-timers';
import { setCompanyReminder } from '../../../src/desk/reminders/set-company-reminder';
import { InvalidInputError } from '../../../src/errors';
import { registerConsumer } from '../../../src/journal/consumers';
import { companies } from '../../../src/store/crm-tables';
import { pendingTimers } from '../../../src/desk/subjects/pending-timers';
import { aCompany } from '../../helpers/subjects';
import { at, byHand, done, eventsOf, moneyWorld } from '../payments/money-world';
import type { MoneyWorld } from '../payments/money-world';

let world: MoneyWorld;
let companyId: number;
beforeEach(async () => {
	world = await moneyWorld();
	const company = await aCompany(world.workspace, { responsibleId: world.people.novosibirsk.manager.id, departmentId: world.people.novosibirsk.department.id });
	companyId = company.id;
	await world.workspace.transaction(byHand(), async (tx) => await registerConsumer(tx, { id: 'w:n', workflow: { id: 'w', name: 'Напоминания' }, nodeName: 'Срок', filters: [{ kind: 'EscalationStepDue' }], whenBack: 'backlog', skipOvertaken: true }, 0));
});
afterEach(async () => await world.close());

const plan = async (iso: string | null, more = {}) => done(await setCompanyReminder(world.workspace, { companyId, kind: 'call', at: iso === null ? null : at(iso), ...more }, byHand()));
const timers = async () => await world.workspace.read(async (query) => await pendingTimers(query, { kind: 'company', id: companyId }));
const due = async () => (await eventsOf(world.workspace, 'EscalationStepDue')).map(({ scope, subjectId, data }) => ({ scope, subjectId, firedAt: data.firedAt, lateByMs: data.lateByMs, note: data.note, date: data.date }));
const company = async () => await world.workspace.read(async (query) => await companies.get(query, companyId));
const tick = async (iso: string) => {
	world.clock.set(iso);
	return await fireDueTimers(world.workspace);
};

describe('the next call and the next letter', () => {
	it("R-PRI-4: reaches the manager at the date, in the manager's zone and working hours", async () => {
		expect(await plan('2026-03-03T07:00:00+07:00', { note: 'предложить продление' })).toMatchObject({ outcome: 'set', dueAt: at('2026-03-03T09:00:00+07:00') });
		expect(await tick('2026-03-03T08:59:59+07:00')).toMatchObject({ fired: 0 });
		await tick('2026-03-03T09:00:00+07:00');
		expect(await due()).toEqual([{ scope: 'company-call', subjectId: companyId, firedAt: world.clock(), lateByMs: 0, note: 'предложить продление', date: at('2026-03-03T07:00:00+07:00') }]);
		expect(await timers()).toEqual([]);
	});

	it('R-PRI-4: a date on a day off waits for the next working day and is not called late', async () => {
		expect(await plan('2026-03-07T12:00:00+07:00')).toMatchObject({ dueAt: at('2026-03-10T09:00:00+07:00') });
		await tick('2026-03-10T09:00:00+07:00');
		expect(await due()).toEqual([expect.objectContaining({ lateByMs: 0 })]);
	});

	it('R-PRI-4: what falls due outside working hours because the server was down waits for the opening', async () => {
		await plan('2026-03-03T12:00:00+07:00');
		expect(await tick('2026-03-03T22:00:00+07:00')).toMatchObject({ fired: 0, deferred: 1 });
		await tick('2026-03-04T09:00:00+07:00');
		expect(await due()).toEqual([expect.objectContaining({ lateByMs: 21 * 3_600_000 })]);
	});

	it('R-PRI-4: moving the date moves the one reminder', async () => {
		await plan('2026-03-03T12:00:00+07:00');
		expect(await plan('2026-03-05T12:00:00+07:00')).toMatchObject({ outcome: 'moved' });
		expect((await timers()).map((timer) => timer.dueAt)).toEqual([at('2026-03-05T12:00:00+07:00')]);
		expect(await tick('2026-03-03T12:00:00+07:00')).toMatchObject({ fired: 0 });
		await tick('2026-03-05T12:00:00+07:00');
		expect(await due()).toHaveLength(1);
		expect((await eventsOf(world.workspace, 'CompanyReminderSet')).map((event) => event.state)).toEqual(['set', 'moved']);
	});

	it('R-PRI-4: clearing the date parks the reminder where it is seen; a new date takes it up again', async () => {
		await plan('2026-03-03T12:00:00+07:00');
		expect(await plan(null)).toMatchObject({ outcome: 'cleared', dueAt: null });
		expect((await timers()).map(({ state, dueAt }) => [state, dueAt])).toEqual([['waiting', null]]);
		expect(await tick('2026-03-10T12:00:00+07:00')).toMatchObject({ fired: 0 });
		await plan('2026-03-11T12:00:00+07:00');
		await tick('2026-03-11T12:00:00+07:00');
		expect(await due()).toHaveLength(1);
	});

	it('R-PRI-4: repeated every N days until it is cleared; dates missed meanwhile come once', async () => {
		await plan('2026-03-03T12:00:00+07:00', { repeatDays: 7 });
		await tick('2026-03-03T12:00:00+07:00');
		expect((await company()).nextCallAt).toBe(at('2026-03-10T12:00:00+07:00'));
		await tick('2026-03-26T10:00:00+07:00');
		expect(await due()).toHaveLength(2);
		expect((await company()).nextCallAt).toBe(at('2026-03-31T12:00:00+07:00'));
		await plan(null);
		await tick('2026-04-20T12:00:00+07:00');
		expect(await due()).toHaveLength(2);
	});

	it('R-PRI-4: a repeated date on a day off keeps its rhythm', async () => {
		await plan('2026-03-06T12:00:00+07:00', { repeatDays: 1 });
		await tick('2026-03-06T12:00:00+07:00');
		// The 7th to the 9th are days off: what was planned for them comes on the 10th, once.
		expect((await timers()).map((timer) => timer.dueAt)).toEqual([at('2026-03-10T09:00:00+07:00')]);
		await tick('2026-03-10T09:00:00+07:00');
		expect(await due()).toHaveLength(2);
		expect((await company()).nextCallAt).toBe(at('2026-03-10T12:00:00+07:00'));
	});

	it('R-PRI-4: call and letter are two reminders', async () => {
		await plan('2026-03-03T12:00:00+07:00');
		await setCompanyReminder(world.workspace, { companyId, kind: 'letter', at: at('2026-03-03T13:00:00+07:00') }, byHand());
		await tick('2026-03-03T13:00:00+07:00');
		expect((await due()).map((event) => event.scope)).toEqual(['company-call', 'company-letter']);
	});

	it("R-PRI-4: the date saved with the company's card makes, moves and parks the reminder as well", async () => {
		await updateCompany(world.workspace, { companyId, changes: { nextCallAt: at('2026-03-03T12:00:00+07:00') } }, byHand());
		expect((await timers()).map((timer) => timer.dueAt)).toEqual([at('2026-03-03T12:00:00+07:00')]);
		await updateCompany(world.workspace, { companyId, changes: { nextCallAt: null } }, byHand());
		expect((await timers()).map((timer) => timer.state)).toEqual(['waiting']);
		const made = await world.workspace.transaction(byHand(), async (tx) => await addCompany(tx, { name: 'ООО «Новая»', inn: null, priority: null, departmentId: null, responsibleId: world.people.nizhny.manager.id, party: null, nextLetterAt: at('2026-03-04T12:00:00+03:00') }));
		expect((await world.workspace.read(async (query) => await pendingTimers(query, { kind: 'company', id: made.company.id }))).map(({ rule, dueAt }) => [rule, dueAt])).toEqual([['company-letter', at('2026-03-04T12:00:00+03:00')]]);
	});

	it('R-PRI-4: a client handed to a manager in another zone is called in the hours of that one; a date reminded of before is not taken up again', async () => {
		const { nizhny, novosibirsk } = world.people;
		await plan('2026-03-03T10:00:00+07:00');
		await updateCompany(world.workspace, { companyId, changes: { responsibleId: nizhny.manager.id } }, byHand());
		expect((await timers()).map((timer) => timer.dueAt)).toEqual([at('2026-03-03T09:00:00+03:00')]);
		await updateCompany(world.workspace, { companyId, changes: { responsibleId: novosibirsk.manager.id } }, byHand());
		await tick('2026-03-03T10:00:00+07:00');
		expect(await due()).toHaveLength(1);
		await updateCompany(world.workspace, { companyId, changes: { responsibleId: nizhny.manager.id } }, byHand());
		expect(await timers()).toEqual([]);
	});

	it('R-CORE-6: impossible plans are refused with all faults', async () => {
		const refusal = await plan('2026-03-03T12:00:00+07:00', { at: Number.NaN, repeatDays: 0 }).catch((error: unknown) => error);
		expect((refusal as InvalidInputError).faults.map((fault) => fault.field)).toEqual(['At', 'Repeat']);
		expect(await timers()).toEqual([]);
	});
});
