import type { Department, Employee } from '../../src/organisation/organisation';
import { headOf, isAway, presentPerson, recipientsFor, recipientsOf } from '../../src/organisation/recipients';
import type { People } from '../../src/organisation/recipients';
import { aDepartment, anEmployee } from '../helpers/organisation';

const NOW = Date.parse('2026-03-02T09:00:00+03:00');
const DAY = 86_400_000;
const onLeave = { absentFromAt: NOW - DAY, absentUntilAt: NOW + DAY } as const;

const board: Department = { ...aDepartment({ code: 'board', name: 'Дирекция', zone: 'Europe/Moscow', headId: 1 }), id: 10 };
const sales: Department = { ...aDepartment({ code: 'nn', name: 'Нижний Новгород', zone: 'Europe/Moscow', headId: 2, parentId: 10 }), id: 20 };
const director: Employee = { ...anEmployee({ name: 'Ольга', departmentId: 10, role: 'head' }), id: 1 };
const head: Employee = { ...anEmployee({ name: 'Анна', departmentId: 20, role: 'head' }), id: 2 };
const manager: Employee = { ...anEmployee({ name: 'Иван', departmentId: 20 }), id: 3 };
const colleague: Employee = { ...anEmployee({ name: 'Мария', departmentId: 20 }), id: 4 };

function given(changes: Partial<Record<'director' | 'head' | 'manager' | 'colleague', Partial<Employee>>> = {}, departments: readonly Department[] = [board, sales]): People {
	const staff = [
		{ ...director, ...changes.director },
		{ ...head, ...changes.head },
		{ ...manager, ...changes.manager },
		{ ...colleague, ...changes.colleague },
	];
	return { employees: new Map(staff.map((employee) => [employee.id, employee])), departments: new Map(departments.map((department) => [department.id, department])) };
}

const inPeople = (people: People, employee: Employee): Employee => people.employees.get(employee.id) as Employee;
const names = (people: People, role: 'responsible' | 'head' | 'responsible_and_head', responsible: Employee) => recipientsFor(role, inPeople(people, responsible), people, NOW).map((recipient) => recipient.employee.name);

describe('who is there', () => {
	it('R-ORG-1: an absence covers its first instant and not its last', () => {
		const employee = { ...manager, absentFromAt: NOW, absentUntilAt: NOW + DAY };
		expect([NOW - 1, NOW, NOW + DAY - 1, NOW + DAY].map((at) => isAway(employee, at))).toEqual([false, true, true, false]);
	});

	it('R-ORG-1: an absence without an end lasts, and somebody who left the company is always away', () => {
		expect(isAway({ ...manager, absentFromAt: NOW, absentUntilAt: null }, NOW + 1000 * DAY)).toBe(true);
		expect(isAway({ ...manager, active: false }, NOW)).toBe(true);
	});

	it('R-ORG-1: the substitute of the substitute is found when both are away', () => {
		const people = given({ manager: { ...onLeave, substituteId: 4 }, colleague: { ...onLeave, substituteId: 2 } });
		expect(presentPerson(inPeople(people, manager), people, NOW)).toEqual({ employee: inPeople(people, head), because: 'вместо отсутствующего сотрудника: Иван' });
	});

	it('R-ORG-1: somebody who is there is not replaced by the substitute on record', () => {
		const people = given({ manager: { substituteId: 4 } });
		expect(presentPerson(inPeople(people, manager), people, NOW)).toEqual({ employee: inPeople(people, manager), because: null });
	});

	it('R-ORG-1: a ring of absent substitutes ends at the first of them', () => {
		const people = given({ manager: { ...onLeave, substituteId: 4 }, colleague: { ...onLeave, substituteId: 3 } });
		expect(presentPerson(inPeople(people, manager), people, NOW)).toMatchObject({ employee: { name: 'Иван' }, because: expect.stringContaining('замещать некому') });
	});

	it('R-ORG-1: of people who are all away, one on leave comes before one who left the company', () => {
		const people = given({ manager: { active: false, substituteId: 4 }, colleague: onLeave });
		expect(presentPerson(inPeople(people, manager), people, NOW).employee.name).toBe('Мария');
	});
});

describe('the head who gets an escalation', () => {
	it('R-ORG-1: it is the head of the responsible person’s department', () => {
		expect(names(given(), 'responsible_and_head', manager)).toEqual(['Иван', 'Анна']);
		expect(headOf(manager, given())?.name).toBe('Анна');
	});

	it('R-ORG-1: if the responsible person is the head, the escalation goes one level up', () => {
		const people = given();
		expect(recipientsFor('head', head, people, NOW)).toEqual([{ employee: director, because: 'уровнем выше, потому что Анна и есть исполнитель', as: 'head' }]);
		expect(headOf(head, people)?.name).toBe('Ольга');
	});

	it('R-ORG-1: a department without a head hands over to the department above', () => {
		expect(names(given({}, [board, { ...sales, headId: null }]), 'head', manager)).toEqual(['Ольга']);
	});

	it('R-ORG-1: a head on leave is represented by the substitute', () => {
		const people = given({ head: { ...onLeave, substituteId: 4 } });
		expect(recipientsFor('head', inPeople(people, manager), people, NOW)).toMatchObject([{ employee: { name: 'Мария' }, because: 'вместо отсутствующего сотрудника: Анна' }]);
	});

	it('R-ORG-1: a head on leave whom nobody represents is passed over for the one above who is there', () => {
		const people = given({ head: onLeave });
		expect(recipientsFor('head', inPeople(people, manager), people, NOW)).toMatchObject([{ employee: { name: 'Ольга' }, because: expect.stringContaining('Анна отсутствует') }]);
	});

	it('R-ORG-1: when everybody above is on leave the nearest gets it all the same', () => {
		expect(names(given({ head: onLeave, director: onLeave }), 'head', manager)).toEqual(['Анна']);
	});

	it('R-ORG-1: a head who left the company gets nothing while somebody above works here', () => {
		expect(names(given({ head: { active: false }, director: onLeave }), 'head', manager)).toEqual(['Ольга']);
	});

	it('R-ORG-1: the person who did not react is not their own escalation as the head’s substitute', () => {
		const people = given({ head: { ...onLeave, substituteId: 3 } });
		expect(names(people, 'responsible_and_head', manager)).toEqual(['Иван', 'Ольга']);
	});

	it('R-ORG-1: a head who acts for an absent manager is followed by the one above', () => {
		const people = given({ manager: { ...onLeave, substituteId: 2 } });
		expect(names(people, 'responsible_and_head', manager)).toEqual(['Анна', 'Ольга']);
	});

	it('R-ORG-1: with nobody above, the responsible person gets it once and the reason says so', () => {
		const people = given();
		expect(recipientsFor('responsible_and_head', director, people, NOW)).toHaveLength(1);
		expect(recipientsFor('head', director, people, NOW)).toMatchObject([{ employee: { name: 'Ольга' }, because: expect.stringContaining('никого нет') }]);
	});

	it('R-ORG-1: departments that stand above each other in a ring end the search', () => {
		const people = given({}, [{ ...board, parentId: 20, headId: null }, { ...sales, headId: 3 }]);
		expect(names(people, 'head', manager)).toEqual(['Иван']);
	});
});

describe('recipients of something about a subject', () => {
	it('R-ORG-1: what belonged to somebody who left goes to the head', () => {
		const people = given({ manager: { active: false } });
		expect(recipientsOf({ to: 'responsible' }, { responsibleId: 3, departmentId: 20 }, people, NOW)).toMatchObject([{ employee: { name: 'Анна' }, as: 'responsible', because: expect.stringContaining('больше не работает') }]);
	});

	it('R-ORG-1: what nobody is responsible for goes to the head of its department', () => {
		expect(recipientsOf({ to: 'responsible_and_head' }, { responsibleId: null, departmentId: 20 }, given(), NOW)).toEqual([{ employee: head, because: 'ответственный не назначен', as: 'head' }]);
	});

	it('R-ORG-1: a subject without anybody in charge is refused in words, not dropped', () => {
		expect(() => recipientsOf({ to: 'head' }, { responsibleId: null, departmentId: null }, given(), NOW)).toThrow(/Nobody is responsible/);
	});

	it('R-ORG-1: a certain employee is represented like anybody else', () => {
		const people = given({ colleague: { ...onLeave, substituteId: 3 } });
		expect(recipientsOf({ to: 'employee', employeeId: 4 }, { responsibleId: 2, departmentId: 20 }, people, NOW)).toMatchObject([{ employee: { name: 'Иван' }, as: 'employee' }]);
	});

	it.each([undefined, 99])('R-ORG-1: employee %s cannot be a recipient', (employeeId) => {
		expect(() => recipientsOf({ to: 'employee', ...(employeeId !== undefined && { employeeId }) }, { responsibleId: 3, departmentId: 20 }, given(), NOW)).toThrow(/Employee/);
	});
});
