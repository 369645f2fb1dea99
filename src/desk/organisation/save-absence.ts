import type { Call } from '../../call';
import { InputReader } from '../../crm/input-reader';
import type { Employee } from '../../organisation/organisation';
import { presentPerson } from '../../organisation/recipients';
import { employees } from '../../store/organisation-tables';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { readColleague } from './find-in-organisation';
import { lockOrganisation } from './lock-organisation';
import { changedFields, organisationChanged, wholeWorkspace } from './organisation-changed';
import { loadPeople } from './people';

/** When a person is away; the last absence on record is replaced. */
export interface SaveAbsence {
	readonly email: string;
	/** ms; null: the person is here. */
	readonly fromAt: number | null;
	/** ms, the first instant they are back; null or absent: until further notice. */
	readonly untilAt?: number | null;
	/** Absent keeps the substitute on record. */
	readonly substituteEmail?: string | null;
}

export interface AbsenceSaved {
	readonly employee: Employee;
	readonly changed: readonly string[];
	/** Who gets this person's notices at the beginning of the absence; null when nobody stands in. */
	readonly standIn: { readonly id: number; readonly name: string } | null;
}

async function save(tx: DeskTransaction, input: SaveAbsence): Promise<AbsenceSaved> {
	await lockOrganisation(tx);
	const reader = new InputReader();
	const people = await loadPeople(tx);
	const known = readColleague(reader, 'E-mail', input.email, people);
	if (!known && reader.faults.length === 0) reader.refuse('E-mail', 'is missing');
	const absentFromAt = reader.instant('From', input.fromAt);
	const absentUntilAt = absentFromAt === null ? null : reader.instant('Until', input.untilAt);
	if (absentFromAt !== null && absentUntilAt !== null && absentUntilAt <= absentFromAt) reader.refuse('Until', 'must be later than the beginning');
	const substitute = input.substituteEmail === undefined ? undefined : readColleague(reader, 'Substitute', input.substituteEmail, people);
	if (known && substitute?.id === known.id) reader.refuse('Substitute', 'nobody can stand in for themselves');
	reader.settle();
	const before = await employees.lock(tx, known?.id ?? 0);
	const values = { absentFromAt, absentUntilAt, substituteId: substitute === undefined ? before.substituteId : (substitute?.id ?? null) };
	const changed = changedFields({ absentFromAt: before.absentFromAt, absentUntilAt: before.absentUntilAt, substituteId: before.substituteId }, values);
	const employee = { ...before, ...values };
	await employees.update(tx, before.id, values);
	await organisationChanged(tx, 'employee', { created: false, changed, subject: wholeWorkspace, data: { employeeId: employee.id, name: employee.name, absentFromAt, absentUntilAt } });
	const standIn = presentPerson(employee, people, Math.max(absentFromAt ?? tx.now, tx.now)).employee;
	return { employee, changed, standIn: standIn.id === employee.id ? null : { id: standIn.id, name: standIn.name } };
}

/**
 * Records a leave, or its end (R-ORG-1): while it lasts notices and tasks go to the substitute.
 * @throws {InvalidInputError} with all faults
 */
export async function saveAbsence(workspace: Workspace, input: SaveAbsence, call: Call): Promise<EffectOutcome<AbsenceSaved>> {
	return await workspace.effect(call, 'absence', async (tx) => await save(tx, input));
}
