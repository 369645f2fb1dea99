import { ConflictError, InvalidInputError } from '../errors';
import { recipientTexts } from '../texts';
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
	/** «замещает …», «уровнем выше …»: shown in the answer to "why". */
	readonly because: string | null;
}

export interface ChosenRecipient extends Recipient {
	/** In which capacity the person is addressed. */
	readonly as: 'responsible' | 'head' | 'employee';
}

/** Whom a subject belongs to; both may be unknown for a moment (a company nobody looks after yet). */
export interface InCharge {
	readonly responsibleId: number | null;
	readonly departmentId: number | null;
}

export function isAway(employee: Employee, now: number): boolean {
	if (!employee.active) return true;
	if (employee.absentFromAt === null || now < employee.absentFromAt) return false;
	return employee.absentUntilAt === null || now < employee.absentUntilAt;
}

/** The person and, as long as nobody is there, their substitutes: each once, so that a ring of them ends. */
function withSubstitutes(employee: Employee, people: People, now: number): [Employee, ...Employee[]] {
	const chain: [Employee, ...Employee[]] = [employee];
	let last = employee;
	while (isAway(last, now) && last.substituteId !== null) {
		const next = people.employees.get(last.substituteId);
		if (!next || chain.some((known) => known.id === next.id)) break;
		chain.push(next);
		last = next;
	}
	return chain;
}

/**
 * Follows substitutes until somebody is there (R-ORG-1). When all are away the first who still works here is chosen: a
 * notice to a person on leave is better than a notice to nobody.
 */
export function presentPerson(employee: Employee, people: People, now: number): Recipient {
	const chain = withSubstitutes(employee, people, now);
	const chosen = chain.find((candidate) => !isAway(candidate, now)) ?? chain.find((candidate) => candidate.active) ?? employee;
	if (chosen.id !== employee.id) return { employee: chosen, because: recipientTexts.substituteFor(employee.name) };
	if (!employee.active) return { employee, because: recipientTexts.leftTheCompany(employee.name) };
	return { employee, because: isAway(employee, now) ? recipientTexts.awayWithoutSubstitute : null };
}

/** The heads from a department upwards, nearest first. A ring of departments ends. */
function headsFrom(departmentId: number | null, people: People): Employee[] {
	const heads: Employee[] = [];
	const seen = new Set<number>();
	let department = departmentId === null ? undefined : people.departments.get(departmentId);
	while (department && !seen.has(department.id)) {
		seen.add(department.id);
		const head = department.headId === null ? undefined : people.employees.get(department.headId);
		if (head && !heads.includes(head)) heads.push(head);
		department = department.parentId === null ? undefined : people.departments.get(department.parentId);
	}
	return heads;
}

const joined = (parts: ReadonlyArray<string | null>): string | null => parts.filter((part) => part !== null).join('; ') || null;

/**
 * The nearest head upwards, or their substitute, who is there and is none of those passed over. When everybody upwards is
 * away, the nearest who still works here. Null when nobody stands above.
 */
function headFor(departmentId: number | null, passedOver: ReadonlyArray<Employee>, people: People, now: number): Recipient | null {
	const isPassedOver = (employee: Employee) => passedOver.some((other) => other.id === employee.id);
	const notes: string[] = [];
	const candidates: Recipient[] = [];
	for (const head of headsFrom(departmentId, people)) {
		const present = presentPerson(head, people, now);
		if (isPassedOver(head) || isPassedOver(present.employee)) {
			notes.push(recipientTexts.oneLevelUp(isPassedOver(head) ? head.name : present.employee.name));
			continue;
		}
		candidates.push({ employee: present.employee, because: joined([...notes, present.because]) });
		if (isAway(present.employee, now)) notes.push(recipientTexts.headAway(head.name));
	}
	return candidates.find((candidate) => !isAway(candidate.employee, now)) ?? candidates.find((candidate) => candidate.employee.active) ?? null;
}

/**
 * The head who gets an escalation about this person's work: the head of their department, or of the nearest department
 * above when they are the head themselves (R-ORG-1). Null when nobody stands above.
 */
export function headOf(employee: Employee, people: People): Employee | null {
	return headsFrom(employee.departmentId, people).find((head) => head.id !== employee.id) ?? null;
}

/** Who acts for the responsible person now. Somebody who left the company is followed by the head: nobody reads their notices. */
function acting(responsible: Employee, people: People, now: number): Recipient {
	const present = presentPerson(responsible, people, now);
	if (present.employee.active) return present;
	const head = headFor(responsible.departmentId, [responsible], people, now);
	return head ? { employee: head.employee, because: joined([present.because, head.because]) } : present;
}

// An escalation to the very person who did not react would be none, so whoever acts is passed over like a responsible head.
function headAbove(responsible: Employee, actor: Recipient, people: People, now: number): Recipient {
	return headFor(responsible.departmentId, [responsible, actor.employee], people, now) ?? { employee: actor.employee, because: joined([recipientTexts.nobodyAbove(responsible.name), actor.because]) };
}

/** Everyone a notice goes to, each person once, never nobody (R-ORG-1). The first is the one who is to act. */
export function recipientsFor(role: Exclude<RecipientRole, 'employee'>, responsible: Employee, people: People, now: number): ChosenRecipient[] {
	const actor = acting(responsible, people, now);
	const chosen: ChosenRecipient[] = [];
	if (role !== 'head') chosen.push({ ...actor, as: 'responsible' });
	if (role !== 'responsible') chosen.push({ ...headAbove(responsible, actor, people, now), as: 'head' });
	return chosen.filter((recipient, index) => chosen.findIndex((other) => other.employee.id === recipient.employee.id) === index);
}

/**
 * Recipients of something about a subject. A subject nobody is responsible for goes to the head of its department.
 * @throws {InvalidInputError} when a certain employee is asked for and none is given
 * @throws {ConflictError} when nobody at all is in charge
 */
export function recipientsOf(ask: { readonly to: RecipientRole; readonly employeeId?: number }, inCharge: InCharge, people: People, now: number): ChosenRecipient[] {
	if (ask.to === 'employee') {
		const employee = ask.employeeId === undefined ? undefined : people.employees.get(ask.employeeId);
		if (!employee) throw new InvalidInputError([{ field: 'Employee', reason: ask.employeeId === undefined ? 'choose who it is for' : `there is no employee ${ask.employeeId}` }]);
		return [{ ...acting(employee, people, now), as: 'employee' }];
	}
	if (inCharge.responsibleId !== null) return recipientsFor(ask.to, employeeIn(people, inCharge.responsibleId), people, now);
	const head = headFor(inCharge.departmentId, [], people, now);
	if (!head) throw new ConflictError('Nobody is responsible for it, and its department has no head', 'Assign a responsible person, or give the department a head.');
	return [{ employee: head.employee, because: joined([recipientTexts.nobodyResponsible, head.because]), as: 'head' }];
}

/** The person by id. @throws {ConflictError} when there is none */
export function employeeIn(people: People, id: number): Employee {
	const employee = people.employees.get(id);
	if (!employee) throw new ConflictError(`Employee ${id} is not in the organisation any more`, 'Choose another responsible person for this record.');
	return employee;
}
