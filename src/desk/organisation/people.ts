import { createWorkingCalendar, parseProductionYear, shippedProductionYears } from '../../calendar';
import type { ProductionYear, WorkingCalendar } from '../../calendar';
import { NotFoundError } from '../../errors';
import type { Department } from '../../organisation/organisation';
import { employeeIn } from '../../organisation/recipients';
import type { People } from '../../organisation/recipients';
import type { Queryable } from '../../store/database';
import { departments, employees } from '../../store/organisation-tables';

/** The whole organisation: a small company, so two reads beat a query for each question. */
export async function loadPeople(query: Queryable): Promise<People> {
	const staff = await employees.select(query, 'order by id');
	const units = await departments.select(query, 'order by id');
	return { employees: new Map(staff.map((employee) => [employee.id, employee])), departments: new Map(units.map((unit) => [unit.id, unit])) };
}

/** The shipped production calendars with the operator's own years added or put in their place (R-ORG-3). */
export async function loadProductionYears(query: Queryable): Promise<ReadonlyMap<number, ProductionYear>> {
	const rows = await query.all('select data_json from production_years order by year');
	if (rows.length === 0) return shippedProductionYears;
	const years = new Map(shippedProductionYears);
	for (const row of rows) {
		const year = parseProductionYear(JSON.parse(String(row.data_json)));
		years.set(year.year, year);
	}
	return years;
}

const calendars = new Map<string, WorkingCalendar>();

async function calendarBy(query: Queryable, zone: string, department: Department | undefined): Promise<WorkingCalendar> {
	const years = await loadProductionYears(query);
	const name = `${department?.name ?? 'без отдела'}, ${zone}`;
	// A calendar carries its table of days; made anew for each timer it would be the slowest part of arming one.
	const key = JSON.stringify([name, department?.weeklyHours, department?.extraDaysOff, [...years.values()].filter((year) => shippedProductionYears.get(year.year) !== year)]);
	let calendar = calendars.get(key);
	if (!calendar) {
		calendar = createWorkingCalendar({ zone, weeklyHours: department?.weeklyHours, extraDaysOff: department?.extraDaysOff, years, name });
		calendars.set(key, calendar);
	}
	return calendar;
}

/** The calendar a person works by: own zone or the department's, the department's hours (R-ORG-1, R-ORG-3). */
export async function calendarOf(query: Queryable, employeeId: number, people: People): Promise<WorkingCalendar> {
	const employee = employeeIn(people, employeeId);
	const department = people.departments.get(employee.departmentId);
	return await calendarBy(query, employee.zone ?? department?.zone ?? 'Europe/Moscow', department);
}

/** The calendar of a whole department: its zone, hours and days off. @throws {NotFoundError} */
export async function calendarOfDepartment(query: Queryable, departmentId: number, people: People): Promise<WorkingCalendar> {
	const department = people.departments.get(departmentId);
	if (!department) throw new NotFoundError('Department', departmentId);
	return await calendarBy(query, department.zone, department);
}
