import { defaultWeeklyHours } from '../../../src/calendar';
import { systemCall } from '../../../src/call';
import { getDepartment } from '../../../src/desk/organisation/get-department';
import { getEmployee } from '../../../src/desk/organisation/get-employee';
import { listEmployees } from '../../../src/desk/organisation/list-employees';
import { saveAbsence } from '../../../src/desk/organisation/save-absence';
import type { SaveAbsence } from '../../../src/desk/organisation/save-absence';
import { saveDepartment } from '../../../src/desk/organisation/save-department';
import type { SaveDepartment } from '../../../src/desk/organisation/save-department';
import { saveEmployee } from '../../../src/desk/organisation/save-employee';
import type { SaveEmployee } from '../../../src/desk/organisation/save-employee';
import { notify } from '../../../src/desk/notices/notify';
import type { EffectOutcome, Workspace } from '../../../src/desk/workspace';
import type { MovableClock } from '../../helpers/fixed-clock';
import { aLead } from '../../helpers/subjects';
import { temporaryWorkspace } from '../../helpers/temporary-workspace';
import { callFrom, claimNext, listenTo } from '../notices/step-delivery';

let workspace: Workspace;
let clock: MovableClock;
beforeEach(async () => {
	({ workspace, clock } = await temporaryWorkspace());
});

const test = systemCall('test');
function done<T>(outcome: EffectOutcome<T>): T {
	if (outcome.kind === 'overtaken') throw new Error(outcome.reason);
	return outcome.result;
}
const department = async (input: SaveDepartment) => done(await saveDepartment(workspace, input, test));
const employee = async (input: SaveEmployee) => done(await saveEmployee(workspace, input, test));
const absence = async (input: SaveAbsence) => done(await saveAbsence(workspace, input, test));
const DAY = 86_400_000;

/** A department with a head and a manager. */
async function company(): Promise<void> {
	await department({ code: 'nn', name: 'Нижний Новгород', zone: 'Europe/Moscow' });
	await employee({ email: 'anna@example.com', name: 'Анна', role: 'head', departmentCode: 'nn' });
	await employee({ email: 'ivan@example.com', name: 'Иван', departmentCode: 'nn' });
	await department({ code: 'nn', headEmail: 'anna@example.com' });
}

describe('saving a department', () => {
	it('R-ORG-1: a new one has office hours unless told otherwise, and its head can be named by e-mail', async () => {
		await company();
		expect(await getDepartment(workspace, { code: 'NN' })).toMatchObject({ code: 'nn', zone: 'Europe/Moscow', weeklyHours: defaultWeeklyHours, headName: 'Анна', parentCode: null, staff: 2 });
	});

	it('R-ORG-1: what is not given stays, null takes away, and the answer says what changed', async () => {
		await company();
		expect(await department({ code: 'nn', zone: 'Asia/Novosibirsk' })).toMatchObject({ created: false, changed: ['zone'], department: { name: 'Нижний Новгород', headId: 1 } });
		expect(await department({ code: 'nn', headEmail: null })).toMatchObject({ changed: ['headId'], department: { headId: null } });
	});

	it('R-CORE-1: a change is an event, a save that changes nothing is none', async () => {
		await company();
		await listenTo(workspace, [{ kind: 'OrganisationChanged', scope: 'department' }]);
		await department({ code: 'nn', name: 'Нижний Новгород' });
		expect(await claimNext(workspace)).toEqual([]);
		await department({ code: 'nn', name: 'НН' });
		expect(await claimNext(workspace)).toMatchObject([{ event: { state: 'changed', data: { code: 'nn', name: 'НН', changed: ['name'] } } }]);
	});

	it('R-CORE-6: all faults are told at once, each at its field, and nothing is saved', async () => {
		const hours = { ...defaultWeeklyHours, 1: [{ from: '18:00', to: '09:00' }] };
		await expect(department({ code: 'Отдел', name: '', zone: 'Moscow', weeklyHours: hours, extraDaysOff: ['31.12.2026'], headEmail: 'nobody@example.com', parentCode: 'none' })).rejects.toMatchObject({
			faults: [{ field: 'Code' }, { field: 'Name' }, { field: 'Head' }, { field: 'Parent' }, { field: 'Zone' }, { field: 'Weekly Hours' }, { field: 'Extra Days Off' }],
		});
		await expect(getDepartment(workspace, { code: 'nn' })).rejects.toMatchObject({ code: 'not_found' });
	});

	it('R-ORG-1: departments cannot stand above each other in a ring', async () => {
		await department({ code: 'board', name: 'Дирекция', zone: 'Europe/Moscow' });
		await department({ code: 'nn', name: 'НН', zone: 'Europe/Moscow', parentCode: 'board' });
		await department({ code: 'team', name: 'Группа', zone: 'Europe/Moscow', parentCode: 'nn' });
		for (const parentCode of ['board', 'nn', 'team']) await expect(department({ code: 'board', parentCode })).rejects.toMatchObject({ faults: [{ field: 'Parent' }] });
		expect(await department({ code: 'team', parentCode: 'board' })).toMatchObject({ changed: ['parentId'] });
	});

	it('R-CORE-2: the same cause saves once', async () => {
		const call = callFrom(null, { effectKey: 'r1/n1/0/0' });
		const first = await saveDepartment(workspace, { code: 'nn', name: 'НН', zone: 'Europe/Moscow' }, call);
		expect(await saveDepartment(workspace, { code: 'nn', name: 'НН', zone: 'Europe/Moscow' }, call)).toEqual({ kind: 'repeated', result: done(first) });
	});
});

describe('saving an employee', () => {
	it('R-ORG-1: one e-mail is one person, however it is spelt', async () => {
		await company();
		const again = await employee({ email: ' Ivan@Example.com ', name: 'Иван Кузнецов' });
		expect(again).toMatchObject({ created: false, changed: ['name'], employee: { role: 'manager', active: true } });
		expect((await listEmployees(workspace)).map((one) => one.name)).toEqual(['Анна', 'Иван Кузнецов']);
	});

	it('R-CORE-6: all faults are told at once', async () => {
		await expect(employee({ email: 'ivan', name: ' ', role: 'boss' as 'head', departmentCode: 'none', zone: 'Mars/Base', substituteEmail: 'nobody@example.com' })).rejects.toMatchObject({
			faults: [{ field: 'E-mail' }, { field: 'Department' }, { field: 'Name' }, { field: 'Role' }, { field: 'Zone' }, { field: 'Substitute' }],
		});
		await expect(employee({ email: 'ivan@example.com', name: 'Иван' })).rejects.toMatchObject({ faults: [{ field: 'Department' }] });
	});

	it('R-ORG-1: nobody stands in for themselves, nor does somebody who left', async () => {
		await company();
		await expect(employee({ email: 'ivan@example.com', substituteEmail: 'ivan@example.com' })).rejects.toMatchObject({ faults: [{ field: 'Substitute' }] });
		await employee({ email: 'anna@example.com', active: false });
		await expect(employee({ email: 'ivan@example.com', substituteEmail: 'anna@example.com' })).rejects.toMatchObject({ faults: [{ field: 'Substitute' }] });
	});

	it('R-ORG-1: the list can be asked by department, role and who still works here', async () => {
		await company();
		await department({ code: 'nsk', name: 'Новосибирск', zone: 'Asia/Novosibirsk' });
		await employee({ email: 'maria@example.com', name: 'Мария', departmentCode: 'nsk', active: false });
		const names = async (filter: Parameters<typeof listEmployees>[1]) => (await listEmployees(workspace, filter)).map((one) => one.name);
		expect(await names({ departmentCode: 'nn' })).toEqual(['Анна', 'Иван']);
		expect(await names({ role: 'manager' })).toEqual(['Иван', 'Мария']);
		expect(await names({ onlyActive: true })).toEqual(['Анна', 'Иван']);
	});
});

describe('an absence', () => {
	it('R-ORG-1: while it lasts the substitute gets the notices, and afterwards the person again', async () => {
		await company();
		const lead = await aLead(workspace, { responsibleId: 2, departmentId: 1 });
		const told = async () => done(await notify(workspace, { subject: { kind: 'lead', id: lead.id }, to: 'responsible', text: 'x' }, test)).notifications.map((notice) => notice.recipientName);
		expect(await absence({ email: 'ivan@example.com', fromAt: clock() + DAY, untilAt: clock() + 3 * DAY, substituteEmail: 'anna@example.com' })).toMatchObject({ standIn: { name: 'Анна' } });
		expect(await told()).toEqual(['Иван']);
		clock.advance({ days: 1 });
		expect(await told()).toEqual(['Анна']);
		expect((await getEmployee(workspace, { email: 'ivan@example.com' })).isAway).toBe(true);
		clock.advance({ days: 2 });
		expect(await told()).toEqual(['Иван']);
	});

	it('R-ORG-1: ending it brings the person back at once, with the substitute kept for next time', async () => {
		await company();
		await absence({ email: 'ivan@example.com', fromAt: clock(), substituteEmail: 'anna@example.com' });
		expect(await absence({ email: 'ivan@example.com', fromAt: null })).toMatchObject({ standIn: null, changed: ['absentFromAt'], employee: { absentFromAt: null, absentUntilAt: null, substituteId: 1 } });
	});

	it('R-ORG-1: an absence that nobody covers is said so', async () => {
		await company();
		expect(await absence({ email: 'ivan@example.com', fromAt: clock() })).toMatchObject({ standIn: null });
	});

	it('R-CORE-6: one that ends before it begins is refused', async () => {
		await company();
		await expect(absence({ email: 'ivan@example.com', fromAt: clock(), untilAt: clock() })).rejects.toMatchObject({ faults: [{ field: 'Until' }] });
		await expect(absence({ email: '', fromAt: clock() })).rejects.toMatchObject({ faults: [{ field: 'E-mail' }] });
	});
});
