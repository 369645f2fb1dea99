import type { Department } from '../../organisation/organisation';
import type { People } from '../../organisation/recipients';
import type { Workspace } from '../workspace';
import { loadPeople } from './people';
import { nameOf } from './placement';

export interface ListedDepartment extends Department {
	readonly headName: string | null;
	readonly parentCode: string | null;
	/** People who work there now. */
	readonly staff: number;
}

/** A department as people see it. */
export function departmentView(department: Department, people: People): ListedDepartment {
	return {
		...department,
		headName: nameOf(people, department.headId),
		parentCode: people.departments.get(department.parentId ?? 0)?.code ?? null,
		staff: [...people.employees.values()].filter((employee) => employee.active && employee.departmentId === department.id).length,
	};
}

/** All departments, in the order they were made. */
export async function listDepartments(workspace: Workspace): Promise<ListedDepartment[]> {
	const people = await workspace.read(loadPeople);
	return [...people.departments.values()].map((department) => departmentView(department, people));
}
