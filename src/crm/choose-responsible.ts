import type { Department, Employee } from '../organisation/organisation';
import { isAway } from '../organisation/recipients';
import type { People } from '../organisation/recipients';

const staffOf = (department: Department, people: People): Employee[] => [...people.employees.values()].filter((employee) => employee.active && employee.departmentId === department.id);

/** The department that takes requests nobody directed: the first one with a manager in it (a board has none). */
export function receivingDepartment(people: People): Department | undefined {
	const departments = [...people.departments.values()].sort((a, b) => a.id - b.id);
	return departments.find((department) => staffOf(department, people).some((employee) => employee.role === 'manager')) ?? departments.find((department) => staffOf(department, people).length > 0);
}

/**
 * Who takes a new lead of a department: the active manager with the fewest open leads, ties by the lowest id. Managers on
 * leave come last, for a new client should not wait for their return; without managers it is the head. Undefined: nobody works there.
 * @param openLeads by employee id; absent means none
 */
export function leastBusyOf(department: Department, people: People, openLeads: ReadonlyMap<number, number>, now: number): Employee | undefined {
	const staff = staffOf(department, people);
	const managers = staff.filter((employee) => employee.role === 'manager');
	const present = managers.filter((manager) => !isAway(manager, now));
	const pools = [present, managers, staff];
	const pool = pools.find((candidates) => candidates.length > 0) ?? [];
	return [...pool].sort((a, b) => (openLeads.get(a.id) ?? 0) - (openLeads.get(b.id) ?? 0) || a.id - b.id)[0];
}
