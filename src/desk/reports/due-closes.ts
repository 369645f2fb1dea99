import { closedLateByMs, periodsDue } from '../../reports/cut-off';
import type { Period } from '../../reports/cut-off';
import type { Queryable } from '../../store/database';
import { monthCloses, reportSettings } from '../../store/money-tables';
import { calendarOfDepartment, loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';

export interface DueClose extends Period {
	readonly departmentId: number;
	/** More than 0: it was missed at its time. */
	readonly lateByMs: number;
}

async function dueOf(query: Queryable, now: number, departmentId?: number): Promise<DueClose[]> {
	const people = await loadPeople(query);
	const due: DueClose[] = [];
	const which = departmentId === undefined ? 'order by department_id' : 'where department_id = :departmentId';
	for (const settings of await reportSettings.select(query, which, departmentId === undefined ? {} : { departmentId })) {
		const last = await monthCloses.first(query, 'where department_id = :id order by cutoff_at desc limit 1', { id: settings.departmentId });
		const calendar = await calendarOfDepartment(query, settings.departmentId, people);
		for (const period of periodsDue(last ?? null, settings.startsAt, settings, calendar, now)) due.push({ ...period, departmentId: settings.departmentId, lateByMs: closedLateByMs(period.toAt, now) });
	}
	return due;
}

/**
 * The months that are over and not closed yet, department by department, oldest first (R-PAY-2: a run missed while the server
 * was down is caught up, once). Empty when all is done.
 * @param departmentId only this department; all that report here when absent
 */
export async function dueCloses(workspace: Workspace, departmentId?: number): Promise<DueClose[]> {
	return await workspace.read(async (query) => await dueOf(query, await workspace.now(query), departmentId));
}
