import { nextWorkingTime } from '../../calendar';
import type { Company } from '../../crm/company';
import { reminderOf } from '../../crm/company-reminder';
import type { ReminderKind } from '../../crm/company-reminder';
import { companyReminders } from '../../store/money-tables';
import { moveTimersOf, pendingTimerOf } from '../../timers/timers';
import { loadPeople } from '../organisation/people';
import type { DeskTransaction } from '../workspace';
import { armRecurring, recurringOwner } from './arm-recurring';
import { calendarOfCompany } from './next-occurrence';

/**
 * Brings the timer of a planned call or letter in line with the company's card (R-PRI-4): armed for the date, within the
 * manager's working hours, moved when the date moved, waiting visibly when it was cleared. To be called by whatever saves
 * the date, in its transaction.
 * @param company as it is saved now
 * @returns the instant it falls due, ms; null without a date
 */
export async function keepCompanyReminder(tx: DeskTransaction, company: Company, kind: ReminderKind): Promise<number | null> {
	const { field, rule, step } = reminderOf[kind];
	const subject = { kind: 'company', id: company.id } as const;
	const date = company[field];
	if (date === null) {
		await moveTimersOf(tx, recurringOwner({ rule, subject }), null);
		return null;
	}
	const plan = await companyReminders.first(tx, 'where company_id = :companyId and kind = :kind', { companyId: company.id, kind });
	const calendar = await calendarOfCompany(tx, company, await loadPeople(tx));
	// A date in the past is due now; nothing has been late, so nothing is to say so.
	const from = Math.max(date, tx.now);
	const dueAt = calendar ? nextWorkingTime(calendar, from) : from;
	await armRecurring(tx, { rule, step, subject, recurrence: { kind: 'company_date', field, repeatDays: plan?.repeatDays ?? null }, dueAt, note: plan?.note ?? '' });
	return dueAt;
}

/**
 * Another manager works by another clock: what was put off to the opening of the one may fall due earlier at the other. A date
 * that was reminded of already stays on the card and is not taken up again.
 * @param company as it is saved now
 */
export async function handOverCompanyReminder(tx: DeskTransaction, company: Company, kind: ReminderKind): Promise<void> {
	const { field, rule } = reminderOf[kind];
	if (company[field] === null) return;
	const pending = await pendingTimerOf(tx, recurringOwner({ rule, subject: { kind: 'company', id: company.id } }));
	if (pending) await keepCompanyReminder(tx, company, kind);
}
