import { leastBusyOf, receivingDepartment } from '../../src/crm/choose-responsible';
import type { Department, Employee } from '../../src/organisation/organisation';
import type { People } from '../../src/organisation/recipients';
import { NOW } from './builders';

const department = (id: number): Department => ({ id, code: `d${id}`, name: `Отдел ${id}`, zone: 'Europe/Moscow', weeklyHours: {} as Department['weeklyHours'], extraDaysOff: [], headId: null, parentId: null, createdAt: 0 });
const employee = (id: number, overrides: Partial<Employee> = {}): Employee => ({ id, name: `Н${id}`, email: `${id}@example.ru`, role: 'manager', departmentId: 1, zone: null, substituteId: null, absentFromAt: null, absentUntilAt: null, active: true, createdAt: 0, ...overrides });
const people = (staff: Employee[]): People => ({ employees: new Map(staff.map((one) => [one.id, one])), departments: new Map([1, 2].map((id) => [id, department(id)])) });
const chosen = (staff: Employee[], loads: Record<number, number> = {}) => leastBusyOf(department(1), people(staff), new Map(Object.entries(loads).map(([id, load]) => [Number(id), load])), NOW)?.id;

describe('who takes a new lead', () => {
	it('R-LEAD-1: the manager with the fewest open leads, ties by the lowest id', () => {
		expect(chosen([employee(1), employee(2), employee(3)], { 1: 4, 2: 2, 3: 2 })).toBe(2);
		expect(chosen([employee(2), employee(1)])).toBe(1);
	});

	it('R-LEAD-1: nobody who left, works elsewhere or is the head', () => {
		expect(chosen([employee(1, { active: false }), employee(2, { departmentId: 2 }), employee(3, { role: 'head' }), employee(4)], { 4: 99 })).toBe(4);
	});

	it('R-LEAD-1: a manager on leave only when all are, the head only when there is no manager', () => {
		const away = { absentFromAt: NOW - 1, absentUntilAt: NOW + 1 };
		expect(chosen([employee(1, away), employee(2)], { 2: 50 })).toBe(2);
		expect(chosen([employee(1, away), employee(2, { role: 'head' })])).toBe(1);
		expect(chosen([employee(2, { role: 'head' })])).toBe(2);
		expect(chosen([])).toBeUndefined();
	});

	it('R-LEAD-1: an undirected enquiry goes to the first department with a manager, past a board of heads', () => {
		expect(receivingDepartment(people([employee(1, { role: 'head' }), employee(2, { departmentId: 2 })]))?.id).toBe(2);
		expect(receivingDepartment(people([employee(1, { role: 'head' })]))?.id).toBe(1);
		expect(receivingDepartment(people([employee(1, { active: false })]))).toBeUndefined();
	});
});
