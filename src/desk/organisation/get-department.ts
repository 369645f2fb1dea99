import { NotFoundError } from '../../errors';
import type { Workspace } from '../workspace';
import { departmentByCode } from './find-in-organisation';
import { departmentView } from './list-departments';
import type { ListedDepartment } from './list-departments';
import { loadPeople } from './people';

/** One department by its code. @throws {NotFoundError} */
export async function getDepartment(workspace: Workspace, input: { readonly code: string }): Promise<ListedDepartment> {
	const people = await workspace.read(loadPeople);
	const department = departmentByCode(people, input.code.trim().toLowerCase());
	if (!department) throw new NotFoundError('Department', input.code);
	return departmentView(department, people);
}
