import { leastBusyOf, receivingDepartment } from '../../crm/choose-responsible';
import { LEAD_PIPELINE } from '../../crm/pipeline';
import { ConflictError } from '../../errors';
import type { Department, Employee } from '../../organisation/organisation';
import type { People } from '../../organisation/recipients';
import { departments } from '../../store/organisation-tables';
import type { DeskTransaction } from '../workspace';

async function openLeadsIn(tx: DeskTransaction, departmentId: number): Promise<ReadonlyMap<number, number>> {
	const rows = await tx.all(
		`select l.responsible_id, count(*) as n from employees e join leads l on l.responsible_id = e.id
			join stages s on s.pipeline = :pipeline and s.code = l.stage and s.kind = 'open' where e.department_id = :departmentId group by l.responsible_id`,
		{ pipeline: LEAD_PIPELINE, departmentId },
	);
	return new Map(rows.map((row) => [Number(row.responsible_id), Number(row.n)]));
}

/**
 * Holds the department that takes the enquiry until the transaction ends: enquiries to one department are placed one after
 * the other, so that parallel ones are shared out fairly and a new client is not written down twice.
 * @throws {ConflictError} when nobody works in the company yet
 */
export async function holdDepartment(tx: DeskTransaction, named: Department | null, people: People): Promise<Department> {
	const department = named ?? receivingDepartment(people);
	if (!department) throw new ConflictError('Nobody can take the lead: the company has no department with employees', 'Add a department and a manager first; the request can be sent again then.');
	return await departments.lock(tx, department.id);
}

/**
 * Who takes a new lead: the person named, else who looked after the client so far and still works here, else the manager of
 * the department with the fewest open leads.
 * @throws {ConflictError} when nobody works in the department
 */
export async function chooseResponsible(tx: DeskTransaction, wish: { named: Employee | null; known: readonly number[]; department: Department }, people: People): Promise<Employee> {
	const known = wish.known.map((id) => people.employees.get(id)).find((employee) => employee?.active);
	const person = wish.named ?? known ?? leastBusyOf(wish.department, people, await openLeadsIn(tx, wish.department.id), tx.now);
	if (!person) throw new ConflictError(`Nobody can take the lead: the department "${wish.department.name}" has no active employee`, 'Add a manager to it, or name another department or a responsible person.');
	return person;
}
