import { nextWorkingTime } from '../../calendar';
import type { Recurrence } from '../../cadence/recurrence';
import type { People } from '../../organisation/recipients';
import { companies } from '../../store/crm-tables';
import { deferTimer, settleTimer } from '../../timers/due';
import type { DueTimer } from '../../timers/due';
import type { DeskTransaction } from '../workspace';
import { armRecurring } from './arm-recurring';
import { planOccurrence } from './next-occurrence';

/** Lateness below this is the ordinary time it takes to look. */
const ON_TIME_MS = 60_000;

/** The recurrence of a timer that belongs to no escalation; null for all others. */
export function recurrenceOf(timer: DueTimer): Recurrence | null {
	return timer.escalationId === null ? ((timer.data.recurrence as Recurrence | undefined) ?? null) : null;
}

/**
 * Fires periodic work and arms its next occurrence in the same transaction: it can neither stop nor double (R-CORE-3). What
 * was missed during downtime fires once and says how late; the work itself finds all it has to catch up.
 */
export async function fireRecurring(tx: DeskTransaction, timer: DueTimer, recurrence: Recurrence, people: People): Promise<'fired' | 'deferred' | 'dropped'> {
	const occurrence = await planOccurrence(tx, timer.subject, recurrence, people);
	if (occurrence.kind === 'over') {
		await settleTimer(tx, timer.id, 'cancelled', occurrence.reason, tx.now);
		return 'dropped';
	}
	if (occurrence.kind === 'not_yet') {
		await deferTimer(tx, timer.id, occurrence.at);
		return 'deferred';
	}
	if (!(await settleTimer(tx, timer.id, 'fired', null, tx.now))) return 'dropped';
	const { calendar, nextAt, date } = occurrence;
	const dueAt = timer.deferredFrom ?? timer.dueAt;
	// Waiting for the person's working hours is no lateness.
	const promisedAt = recurrence.kind === 'company_date' && calendar ? nextWorkingTime(calendar, dueAt) : dueAt;
	const lateMs = Math.max(0, tx.now - promisedAt);
	const note = String(timer.data.note ?? '');
	await tx.emit({
		kind: 'EscalationStepDue',
		scope: timer.rule,
		state: timer.step,
		subject: timer.subject,
		data: {
			rule: timer.rule,
			step: timer.step,
			occurrence: 1,
			note,
			dueAt,
			firedAt: tx.now,
			lateByMs: lateMs > ON_TIME_MS ? lateMs : 0,
			nextAt,
			calendar: calendar && { name: calendar.name, zone: calendar.zone, warnings: [] },
			...(date !== null && { date }),
		},
	});
	if (nextAt === null) return 'fired';
	if (recurrence.kind === 'company_date') {
		await companies.update(tx, timer.subject.id, { [recurrence.field]: nextAt, updatedAt: tx.now });
		await tx.emit({ kind: 'CompanyReminderSet', scope: timer.rule, state: 'repeated', subject: timer.subject, data: { companyId: timer.subject.id, was: date, at: nextAt, repeatDays: recurrence.repeatDays, note } });
	}
	const nextDueAt = recurrence.kind === 'company_date' && calendar ? nextWorkingTime(calendar, nextAt) : nextAt;
	await armRecurring(tx, { rule: timer.rule, step: timer.step, subject: timer.subject, recurrence, dueAt: nextDueAt, note });
	return 'fired';
}
