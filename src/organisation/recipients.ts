import { ConflictError } from '../errors';
import type { Department, Employee } from './organisation';

/** Who a notice or task may be for. */
export type RecipientRole = 'responsible' | 'head' | 'responsible_and_head' | 'employee';

/** The part of the organisation a decision about recipients needs: maps by id. */
export interface People {
	readonly employees: ReadonlyMap<number, Employee>;
	readonly departments: ReadonlyMap<number, Department>;
}

/** A person chosen, and how the choice came about when it is not the obvious one. */
export interface Recipient {
	readonly employee: Employee;
	/** "substitute for …", "one level up …": shown in the answer to "why". */
	readonly because: string | null;
}

export function isAway(employee: Employee, now: number): boolean {
	if (!employee.active) return true;
	if (employee.absentFromAt === null || now < employee.absentFromAt) return false;
	return employee.absentUntilAt === null || now < employee.absentUntilAt;
}

/**
 * Follows substitutes until somebody is there (R-ORG-1). A ring of absent people ends at the first of them: a notice to a
 * person on leave is better than a notice to nobody.
 */
export function presentPerson(employee: Employee, people: People, now: number): Recipient {
	const seen = new Set<number>();
	let candidate = employee;
	while (isAway(candidate, now) && candidate.substituteId !== null && !seen.has(candidate.id)) {
		seen.add(candidate.id);
		const substitute = people.employees.get(candidate.substituteId);
		if (!substitute) break;
		candidate = substitute;
	}
	if (isAway(candidate, now)) return { employee, because: isAway(employee, now) ? 'away, and no substitute is there' : null };
	return { employee: candidate, because: candidate.id === employee.id ? null : `substitute for ${employee.name}` };
}

/**
 * The head who gets an escalation about this person's work: the head of their department, or of the nearest department
 * above when they are the head themselves (R-ORG-1). Null when nobody stands above.
 */
export function headOf(employee: Employee, people: People): Recipient | null {
	const seen = new Set<number>();
	let department = people.departments.get(employee.departmentId);
	let levels = 0;
	while (department && !seen.has(department.id)) {
		seen.add(department.id);
		const head = department.headId === null ? undefined : people.employees.get(department.headId);
		if (head && head.id !== employee.id) return { employee: head, because: levels === 0 ? null : `one level up: ${employee.name} is the head` };
		department = department.parentId === null ? undefined : people.departments.get(department.parentId);
		levels += 1;
	}
	return null;
}

function presentHead(responsible: Employee, people: People, now: number): Recipient {
	const head = headOf(responsible, people);
	if (!head) return { ...presentPerson(responsible, people, now), because: `nobody is above ${responsible.name}` };
	const present = presentPerson(head.employee, people, now);
	return { employee: present.employee, because: [head.because, present.because].filter((part) => part !== null).join('; ') || null };
}

/** Everyone a notice goes to, each person once. */
export function recipientsFor(role: Exclude<RecipientRole, 'employee'>, responsible: Employee, people: People, now: number): Recipient[] {
	const chosen: Recipient[] = [];
	if (role !== 'head') chosen.push(presentPerson(responsible, people, now));
	if (role !== 'responsible') chosen.push(presentHead(responsible, people, now));
	return chosen.filter((recipient, index) => chosen.findIndex((other) => other.employee.id === recipient.employee.id) === index);
}

/** The person by id. @throws {ConflictError} when there is none */
export function employeeIn(people: People, id: number): Employee {
	const employee = people.employees.get(id);
	if (!employee) throw new ConflictError(`Employee ${id} is not in the organisation any more`, 'Choose another responsible person for this record.');
	return employee;
}
