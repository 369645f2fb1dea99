import { NotFoundError } from '../../errors';
import type { Workspace } from '../workspace';
import { employeeByEmail } from './find-in-organisation';
import { employeeView } from './list-employees';
import type { ListedEmployee } from './list-employees';
import { loadPeople } from './people';

/** One employee by e-mail. @throws {NotFoundError} */
export async function getEmployee(workspace: Workspace, input: { readonly email: string }): Promise<ListedEmployee> {
	return await workspace.read(async (query) => {
		const people = await loadPeople(query);
		const employee = employeeByEmail(people, input.email.trim().toLowerCase());
		if (!employee) throw new NotFoundError('An employee with the e-mail', input.email);
		return employeeView(employee, people, await workspace.now(query));
	});
}
