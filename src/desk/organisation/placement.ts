import type { InputReader } from '../../crm/input-reader';
import type { Department, Employee } from '../../organisation/organisation';
import type { People } from '../../organisation/recipients';

/** The department of a code; an unknown one is a fault that lists the known ones. */
export function readDepartment(reader: InputReader, field: string, value: unknown, people: People): Department | null {
	const code = reader.text(field, value);
	if (code === null) return null;
	const departments = [...people.departments.values()];
	const department = departments.find((candidate) => candidate.code === code);
	if (!department) reader.refuse(field, `there is no department "${code}"; known are ${departments.map((known) => known.code).join(', ') || 'none yet'}`);
	return department ?? null;
}

/** A person who can be put in charge: known and still working here. */
export function readResponsible(reader: InputReader, field: string, value: unknown, people: People): Employee | null {
	const id = reader.whole(field, value, { what: 'the id of an employee' });
	if (id === null) return null;
	const employee = people.employees.get(id);
	if (employee?.active) return employee;
	reader.refuse(field, employee ? `${employee.name} does not work here any more; choose another person` : `there is no employee ${id}`);
	return null;
}

export const nameOf = (people: People, employeeId: number | null): string | null => (employeeId === null ? null : (people.employees.get(employeeId)?.name ?? null));
