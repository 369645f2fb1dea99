import type { Employee } from '../../organisation/organisation';
import { isAway } from '../../organisation/recipients';
import type { People } from '../../organisation/recipients';
import type { Workspace } from '../workspace';
import { loadPeople } from './people';
import { nameOf } from './placement';

export interface ListedEmployee extends Employee {
	readonly departmentCode: string;
	readonly departmentName: string;
	readonly substituteName: string | null;
	/** On leave now, or not working here any more. */
	readonly isAway: boolean;
}

export interface EmployeeFilter {
	readonly departmentCode?: string;
	readonly role?: Employee['role'];
	/** Leaves out those who left the company. */
	readonly onlyActive?: boolean;
}

/** An employee as people see them. @param now ms */
export function employeeView(employee: Employee, people: People, now: number): ListedEmployee {
	const department = people.departments.get(employee.departmentId);
	return { ...employee, departmentCode: department?.code ?? '', departmentName: department?.name ?? '', substituteName: nameOf(people, employee.substituteId), isAway: isAway(employee, now) };
}

/** Employees by name. */
export async function listEmployees(workspace: Workspace, filter: EmployeeFilter = {}): Promise<ListedEmployee[]> {
	const { people, now } = await workspace.read(async (query) => ({ people: await loadPeople(query), now: await workspace.now(query) }));
	return [...people.employees.values()]
		.map((employee) => employeeView(employee, people, now))
		.filter((employee) => (filter.departmentCode === undefined || employee.departmentCode === filter.departmentCode) && (filter.role === undefined || employee.role === filter.role) && (filter.onlyActive !== true || employee.active))
		.sort((one, other) => one.name.localeCompare(other.name, 'ru'));
}
