import { NotFoundError } from '../../errors';
import type { Workspace } from '../workspace';

/** The months that some department (or the one given) has closed, latest first. */
export async function closedMonths(workspace: Workspace, departmentId?: number): Promise<string[]> {
	const where = departmentId === undefined ? '' : ' where department_id = :departmentId';
	const rows = await workspace.read(async (query) => await query.all(`select distinct month from month_closes${where} order by month desc`, departmentId === undefined ? {} : { departmentId }));
	return rows.map((row) => String(row.month));
}

/** @throws {NotFoundError} while no month is closed */
export async function lastClosedMonth(workspace: Workspace, departmentId?: number): Promise<string> {
	const [last] = await closedMonths(workspace, departmentId);
	if (last === undefined) throw new NotFoundError('A closed month', 'of any date');
	return last;
}
