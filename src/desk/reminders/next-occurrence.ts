import { dateAfter, morningAfter } from '../../cadence/recurrence';
import type { Recurrence } from '../../cadence/recurrence';
import { nextWorkingTime } from '../../calendar';
import type { WorkingCalendar } from '../../calendar';
import type { People } from '../../organisation/recipients';
import { cutoffAfter } from '../../reports/cut-off';
import { companies } from '../../store/crm-tables';
import { reportSettings } from '../../store/money-tables';
import type { SubjectRef } from '../../subject';
import { calendarOf, calendarOfDepartment } from '../organisation/people';
import type { DeskTransaction } from '../workspace';

/** What a due timer of periodic work leads to. */
export type Occurrence =
	/** Its subject is gone or wants it no more. */
	| { readonly kind: 'over'; readonly reason: string }
	/** Nobody is at work: it fires at that instant instead. */
	| { readonly kind: 'not_yet'; readonly at: number }
	/** It fires now, and again at `nextAt`, or never again. */
	| { readonly kind: 'now'; readonly nextAt: number | null; readonly calendar: WorkingCalendar | null; readonly date: number | null };

type Plan<K extends Recurrence['kind']> = (tx: DeskTransaction, subject: SubjectRef, recurrence: Extract<Recurrence, { kind: K }>, people: People) => Promise<Occurrence>;

const over = (reason: string): Occurrence => ({ kind: 'over', reason });

const monthlyClose: Plan<'monthly_close'> = async (tx, subject, _recurrence, people) => {
	const settings = await reportSettings.first(tx, 'where department_id = :id', { id: subject.id });
	if (!settings || !people.departments.has(subject.id)) return over('the department does not report here any more');
	const calendar = await calendarOfDepartment(tx, subject.id, people);
	return { kind: 'now', nextAt: cutoffAfter(tx.now, settings, calendar).at, calendar, date: null };
};

const workingMornings: Plan<'working_mornings'> = async (tx, subject, { time }, people) => {
	if (!people.departments.has(subject.id)) return over('the department is gone');
	const calendar = await calendarOfDepartment(tx, subject.id, people);
	// Missed while n8n was down, or planned for a day that has become a day off since: nobody is told of clients at night.
	const opening = nextWorkingTime(calendar, tx.now);
	if (opening > tx.now) return { kind: 'not_yet', at: opening };
	return { kind: 'now', nextAt: morningAfter(tx.now, time, calendar), calendar, date: null };
};

/** Whose working hours count for a company: the manager's, else its department's; null when neither is known. */
export async function calendarOfCompany(tx: DeskTransaction, company: { readonly responsibleId: number | null; readonly departmentId: number | null }, people: People): Promise<WorkingCalendar | null> {
	if (company.responsibleId !== null && people.employees.has(company.responsibleId)) return await calendarOf(tx, company.responsibleId, people);
	if (company.departmentId !== null && people.departments.has(company.departmentId)) return await calendarOfDepartment(tx, company.departmentId, people);
	return null;
}

const companyDate: Plan<'company_date'> = async (tx, subject, { field, repeatDays }, people) => {
	const company = await companies.find(tx, subject.id);
	if (!company) return over('the company is gone');
	const date = company[field];
	if (date === null) return over('its date was cleared');
	const calendar = await calendarOfCompany(tx, company, people);
	const opening = calendar ? nextWorkingTime(calendar, tx.now) : tx.now;
	if (opening > tx.now) return { kind: 'not_yet', at: opening };
	return { kind: 'now', nextAt: repeatDays === null ? null : dateAfter(tx.now, date, repeatDays, calendar?.zone ?? 'Europe/Moscow'), calendar, date };
};

const plans: { readonly [K in Recurrence['kind']]: Plan<K> } = { monthly_close: monthlyClose, working_mornings: workingMornings, company_date: companyDate };

export async function planOccurrence(tx: DeskTransaction, subject: SubjectRef, recurrence: Recurrence, people: People): Promise<Occurrence> {
	return await (plans[recurrence.kind] as Plan<typeof recurrence.kind>)(tx, subject, recurrence as never, people);
}
