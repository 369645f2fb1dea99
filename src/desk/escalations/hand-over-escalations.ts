import { escalations } from '../../store/escalation-tables';
import type { SubjectRef } from '../../subject';
import { calendarOf, loadPeople } from '../organisation/people';
import type { DeskTransaction } from '../workspace';

/**
 * The subject got another responsible person: what runs on it goes on in that person's working hours (R-LEAD-4), from the
 * next step on. Instants that are armed already stay; a step for working hours looks at the new calendar when it falls due.
 */
export async function handOverEscalations(tx: DeskTransaction, subject: SubjectRef, responsibleId: number): Promise<void> {
	const rows = await escalations.select(tx, `where status = 'running' and subject_kind = :kind and subject_id = :id order by id${tx.lockRows}`, { kind: subject.kind, id: subject.id });
	if (rows.length === 0) return;
	const { name, zone } = await calendarOf(tx, responsibleId, await loadPeople(tx));
	for (const row of rows) await escalations.update(tx, row.id, { responsibleId, calendar: { ...row.calendar, name, zone } });
}
