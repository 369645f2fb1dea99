import { normaliseEmail } from '../../crm/contact-point';
import type { InputReader } from '../../crm/input-reader';
import type { Department, Employee } from '../../organisation/organisation';
import type { People } from '../../organisation/recipients';

/** Codes of departments and legal entities: what operators type on the canvas and in URLs. */
const CODE = /^[a-z0-9][a-z0-9_-]{0,31}$/;

export function readCode(reader: InputReader, field: string, value: unknown): string {
	const code = reader.required(field, value).toLowerCase();
	if (code !== '' && !CODE.test(code)) reader.refuse(field, `"${code}" is not a code; use Latin letters, digits, hyphens and underscores, e.g. nn`);
	return code;
}

export function readEmail(reader: InputReader, field: string, value: unknown): string | null {
	const text = reader.text(field, value);
	if (text === null) return null;
	const reading = normaliseEmail(text);
	if ('email' in reading) return reading.email;
	reader.refuse(field, reading.fault);
	return null;
}

export const departmentByCode = (people: People, code: string): Department | undefined => [...people.departments.values()].find((department) => department.code === code);
export const employeeByEmail = (people: People, email: string): Employee | undefined => [...people.employees.values()].find((employee) => employee.email === email);

/** The person with an e-mail; one nobody has is a fault. */
export function readColleague(reader: InputReader, field: string, value: unknown, people: People): Employee | null {
	const email = readEmail(reader, field, value);
	if (email === null) return null;
	const employee = employeeByEmail(people, email);
	if (employee?.active === true) return employee;
	reader.refuse(field, employee ? `${employee.name} does not work here any more` : `nobody here has the e-mail ${email}; save the employee first`);
	return null;
}
