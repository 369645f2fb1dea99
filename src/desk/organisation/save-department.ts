import { createWorkingCalendar, defaultWeeklyHours, InvalidCalendarError } from '../../calendar';
import type { WeeklyHours } from '../../calendar';
import type { Call } from '../../call';
import { InputReader } from '../../crm/input-reader';
import type { Department } from '../../organisation/organisation';
import type { People } from '../../organisation/recipients';
import { departments } from '../../store/organisation-tables';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { departmentByCode, readCode, readColleague } from './find-in-organisation';
import { lockOrganisation } from './lock-organisation';
import { changedFields, organisationChanged } from './organisation-changed';
import { loadPeople } from './people';

/** A department by its code. Absent keeps what is there; null takes the head or the department above away. */
export interface SaveDepartment {
	readonly code: string;
	readonly name?: string;
	/** IANA zone, e.g. Asia/Novosibirsk. */
	readonly zone?: string;
	/** Default of a new department: Monday to Friday 09:00–18:00. */
	readonly weeklyHours?: WeeklyHours;
	/** ISO dates on which it rests besides the production calendar. */
	readonly extraDaysOff?: readonly string[];
	/** The head, by e-mail. */
	readonly headEmail?: string | null;
	/** The department one level up, where an escalation goes when the responsible person is the head. */
	readonly parentCode?: string | null;
}

export interface DepartmentSaved {
	readonly department: Department;
	readonly created: boolean;
	/** Names of the fields that are different now; empty when nothing was. */
	readonly changed: readonly string[];
}

type Values = Omit<Department, 'id' | 'createdAt'>;

/** Each part is checked by itself, so that a fault is told at the field it belongs to. */
function checkCalendar(reader: InputReader, values: Values): void {
	const parts = { Zone: { zone: values.zone }, 'Weekly Hours': { zone: 'UTC', weeklyHours: values.weeklyHours }, 'Extra Days Off': { zone: 'UTC', extraDaysOff: values.extraDaysOff } };
	for (const [field, part] of Object.entries(parts)) {
		try {
			createWorkingCalendar(part);
		} catch (error) {
			if (!(error instanceof InvalidCalendarError)) throw error;
			for (const reason of error.faults) reader.refuse(field, reason);
		}
	}
}

function readParent(reader: InputReader, input: SaveDepartment, known: Department | undefined, people: People): number | null {
	if (input.parentCode === undefined) return known?.parentId ?? null;
	const code = reader.text('Parent', input.parentCode);
	if (code === null) return null;
	const parent = departmentByCode(people, code);
	if (!parent) reader.refuse('Parent', `there is no department "${code}"`);
	// A ring would send an escalation round and round; recipients.ts survives it, but nobody would be above anybody.
	for (let above = parent; above && known; above = people.departments.get(above.parentId ?? 0)) {
		if (above.id !== known.id) continue;
		reader.refuse('Parent', `"${code}" is "${known.code}" itself or stands below it`);
		return null;
	}
	return parent?.id ?? null;
}

function read(input: SaveDepartment, people: People): { values: Values; known: Department | undefined } {
	const reader = new InputReader();
	const code = readCode(reader, 'Code', input.code);
	const known = departmentByCode(people, code);
	const values: Values = {
		code,
		name: input.name === undefined && known ? known.name : reader.required('Name', input.name),
		zone: input.zone === undefined && known ? known.zone : reader.required('Zone', input.zone),
		weeklyHours: input.weeklyHours ?? known?.weeklyHours ?? defaultWeeklyHours,
		extraDaysOff: input.extraDaysOff ?? known?.extraDaysOff ?? [],
		headId: input.headEmail === undefined ? (known?.headId ?? null) : (readColleague(reader, 'Head', input.headEmail, people)?.id ?? null),
		parentId: readParent(reader, input, known, people),
	};
	if (values.zone !== '') checkCalendar(reader, values);
	reader.settle();
	return { values, known };
}

/** For use cases that are in a transaction already. */
export async function saveDepartmentIn(tx: DeskTransaction, input: SaveDepartment): Promise<DepartmentSaved> {
	await lockOrganisation(tx);
	const { values, known } = read(input, await loadPeople(tx));
	const { id, createdAt, ...before } = known ?? {};
	const changed = changedFields<Values>(known && (before as Values), values);
	const department = known ? { ...known, ...values } : await departments.insert(tx, { ...values, createdAt: tx.now });
	if (known && changed.length > 0) await departments.update(tx, known.id, values);
	await organisationChanged(tx, 'department', { created: !known, changed, subject: { kind: 'department', id: department.id }, data: { code: values.code, name: values.name } });
	return { department, created: !known, changed };
}

/**
 * Makes or changes a department (R-ORG-1, R-ORG-3). Timers that are armed keep their instants; what is counted from now on
 * uses the new zone and hours.
 * @throws {InvalidInputError} with all faults
 */
export async function saveDepartment(workspace: Workspace, input: SaveDepartment, call: Call): Promise<EffectOutcome<DepartmentSaved>> {
	return await workspace.effect(call, 'department', async (tx) => await saveDepartmentIn(tx, input));
}
