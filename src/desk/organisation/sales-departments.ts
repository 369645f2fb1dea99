import { InvalidInputError } from '../../errors';
import type { Department } from '../../organisation/organisation';
import type { People } from '../../organisation/recipients';
import { departmentByCode } from './find-in-organisation';

/** The departments in which managers work: those that have clients and money of their own, unlike a board. */
export function salesDepartments({ departments, employees }: People): Department[] {
	const withManagers = new Set([...employees.values()].filter(({ active, role }) => active && role === 'manager').map(({ departmentId }) => departmentId));
	return [...departments.values()].filter(({ id }) => withManagers.has(id));
}

/** The department with a code or an id; undefined for an empty text, which means all. @throws {InvalidInputError} naming the codes there are */
export function departmentMeant(people: People, code: string): Department | undefined {
	if (code === '') return undefined;
	const department = departmentByCode(people, code) ?? people.departments.get(Number(code));
	if (department) return department;
	const known = [...people.departments.values()].map((one) => one.code).join(', ');
	throw new InvalidInputError([{ field: 'Department', reason: `there is no department "${code}"; there are: ${known || 'none yet'}` }]);
}
