import { reminderOf } from '../../crm/company-reminder';
import { escalations } from '../../store/escalation-tables';
import type { Queryable } from '../../store/database';
import type { SubjectKind, SubjectRef } from '../../subject';
import { pendingTimersOf } from '../../timers/timers';
import type { Timer } from '../../timers/timers';
import { ownerOf } from '../escalations/start-escalation';
import { PRIORITY_MONITOR } from '../priority/priority-schedule';
import { recurringOwner } from '../reminders/arm-recurring';
import { MONTHLY_CLOSE } from '../reports/report-settings';

/** Periodic work by the kind of record it is about. */
const periodic: Partial<Record<SubjectKind, readonly string[]>> = {
	company: Object.values(reminderOf).map(({ rule }) => rule),
	department: [PRIORITY_MONITOR.rule, MONTHLY_CLOSE.rule],
};

/**
 * What a record has pending: the steps of its running escalations, and its periodic work. Found by their owners: an index on the
 * subject would be written for every timer, and read for a page.
 */
export async function pendingTimers(query: Queryable, subject: SubjectRef): Promise<Timer[]> {
	const running = await escalations.select(query, "where status = 'running' and subject_kind = :kind and subject_id = :id", { kind: subject.kind, id: subject.id });
	const rules = periodic[subject.kind] ?? [];
	return await pendingTimersOf(query, [...running.map(ownerOf), ...rules.map((rule) => recurringOwner({ rule, subject }))]);
}
