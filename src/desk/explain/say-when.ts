import { dayOf, deadlineDay, startOfDay } from '../../calendar';
import type { People } from '../../organisation/recipients';

/** «23.11.2026 14:05» in a zone. @param at ms */
export function sayWhen(at: number, zone: string): string {
	return new Intl.DateTimeFormat('ru-RU', { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at).replace(',', '');
}

/** A deadline: midnight is said as 24:00 of the day that ends, as the law counts it (Civil Code art. 194). @param at ms */
export function sayDue(at: number, zone: string): string {
	if (startOfDay(zone, dayOf(zone, at)) !== at) return sayWhen(at, zone);
	return `${deadlineDay(zone, at).split('-').reverse().join('.')} 24:00`;
}

const DEFAULT_ZONE = 'Europe/Moscow';

/** The zone a person lives by: their own or the department's. */
export function zoneOf(people: People, employeeId: number | null, departmentId: number | null = null): string {
	const employee = employeeId === null ? undefined : people.employees.get(employeeId);
	const department = people.departments.get(employee?.departmentId ?? departmentId ?? 0);
	return employee?.zone ?? department?.zone ?? DEFAULT_ZONE;
}
