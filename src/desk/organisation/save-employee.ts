import type { Call } from '../../call';
import { InputReader } from '../../crm/input-reader';
import type { Employee } from '../../organisation/organisation';
import type { People } from '../../organisation/recipients';
import { employees } from '../../store/organisation-tables';
import { IANAZone } from '../../vendor';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { employeeByEmail, readColleague, readEmail } from './find-in-organisation';
import { lockOrganisation } from './lock-organisation';
import { changedFields, organisationChanged, wholeWorkspace } from './organisation-changed';
import { loadPeople } from './people';
import { readDepartment } from './placement';

/** An employee by e-mail. Absent keeps what is there; null clears the own zone or the substitute. */
export interface SaveEmployee {
	readonly email: string;
	readonly name?: string;
	readonly role?: Employee['role'];
	readonly departmentCode?: string;
	/** Own IANA zone, when the person works elsewhere than the department. */
	readonly zone?: string | null;
	/** Who stands in when this person is away, by e-mail. */
	readonly substituteEmail?: string | null;
	/** False: left the company. What was theirs goes to their substitute or head (R-ORG-1). */
	readonly active?: boolean;
}

export interface EmployeeSaved {
	readonly employee: Employee;
	readonly created: boolean;
	/** Names of the fields that are different now; empty when nothing was. */
	readonly changed: readonly string[];
}

type Values = Omit<Employee, 'id' | 'createdAt' | 'absentFromAt' | 'absentUntilAt'>;

function readZone(reader: InputReader, input: SaveEmployee, known: Employee | undefined): string | null {
	if (input.zone === undefined) return known?.zone ?? null;
	const zone = reader.text('Zone', input.zone);
	if (zone !== null && !IANAZone.isValidZone(zone)) reader.refuse('Zone', `"${zone}" is not a time zone; use a name such as Europe/Moscow or Asia/Novosibirsk`);
	return zone;
}

function readSubstitute(reader: InputReader, input: SaveEmployee, known: Employee | undefined, people: People): number | null {
	if (input.substituteEmail === undefined) return known?.substituteId ?? null;
	const substitute = readColleague(reader, 'Substitute', input.substituteEmail, people);
	if (substitute && substitute.id === known?.id) reader.refuse('Substitute', 'nobody can stand in for themselves');
	return substitute?.id ?? null;
}

function read(input: SaveEmployee, people: People): { values: Values; known: Employee | undefined } {
	const reader = new InputReader();
	const email = readEmail(reader, 'E-mail', input.email);
	if (email === null && reader.faults.length === 0) reader.refuse('E-mail', 'is missing');
	const known = email === null ? undefined : employeeByEmail(people, email);
	const department = input.departmentCode === undefined ? undefined : readDepartment(reader, 'Department', input.departmentCode, people);
	if (!known && input.departmentCode === undefined) reader.refuse('Department', 'is missing');
	const values: Values = {
		email: email ?? '',
		name: input.name === undefined && known ? known.name : reader.required('Name', input.name),
		role: reader.oneOf('Role', input.role, ['manager', 'head']) ?? known?.role ?? 'manager',
		departmentId: department?.id ?? known?.departmentId ?? 0,
		zone: readZone(reader, input, known),
		substituteId: readSubstitute(reader, input, known, people),
		active: input.active ?? known?.active ?? true,
	};
	reader.settle();
	return { values, known };
}

/** For use cases that are in a transaction already. */
export async function saveEmployeeIn(tx: DeskTransaction, input: SaveEmployee): Promise<EmployeeSaved> {
	await lockOrganisation(tx);
	const { values, known } = read(input, await loadPeople(tx));
	const { id, createdAt, absentFromAt, absentUntilAt, ...before } = known ?? {};
	const changed = changedFields<Values>(known && (before as Values), values);
	const employee = known ? { ...known, ...values } : await employees.insert(tx, { ...values, absentFromAt: null, absentUntilAt: null, createdAt: tx.now });
	if (known && changed.length > 0) await employees.update(tx, known.id, values);
	await organisationChanged(tx, 'employee', { created: !known, changed, subject: wholeWorkspace, data: { employeeId: employee.id, name: values.name, active: values.active } });
	return { employee, created: !known, changed };
}

/** Makes or changes an employee (R-ORG-1). @throws {InvalidInputError} with all faults */
export async function saveEmployee(workspace: Workspace, input: SaveEmployee, call: Call): Promise<EffectOutcome<EmployeeSaved>> {
	return await workspace.effect(call, 'employee', async (tx) => await saveEmployeeIn(tx, input));
}
