import type { Company } from '../../crm/company';
import { reminderKinds } from '../../crm/company-reminder';
import { companies } from '../../store/crm-tables';
import { keepSubjectState } from '../../store/subject-states';
import { keepCompanyReminder } from '../reminders/keep-company-reminder';
import type { DeskTransaction } from '../workspace';

export type NewCompany = Pick<Company, 'name' | 'inn' | 'priority' | 'departmentId' | 'responsibleId' | 'party'> & Partial<Pick<Company, 'nextCallAt' | 'nextLetterAt'>>;

/**
 * Makes a company in the caller's transaction, or answers the one that has its ИНН already: one ИНН, one company, also
 * under parallel calls. Escalations can be bound to it: it has one state for good.
 */
export async function addCompany(tx: DeskTransaction, company: NewCompany): Promise<{ company: Company; created: boolean }> {
	const { inn } = company;
	for (;;) {
		const made = await companies.insertUnlessTaken(tx, { nextCallAt: null, nextLetterAt: null, lastContactAt: null, createdAt: tx.now, updatedAt: tx.now, ...company });
		if (made) {
			await announce(tx, made);
			return { company: made, created: true };
		}
		const known = inn === null ? undefined : await findCompanyByInn(tx, inn);
		// Its ИНН may have been corrected between the two statements; then there is room for ours.
		if (known) return { company: known, created: false };
	}
}

export async function findCompanyByInn(tx: DeskTransaction, inn: string): Promise<Company | undefined> {
	return await companies.first(tx, 'where inn = :inn and inn is not null', { inn });
}

async function announce(tx: DeskTransaction, company: Company): Promise<void> {
	const subject = { kind: 'company' as const, id: company.id };
	await keepSubjectState(tx, subject, { state: 'company', cycle: 1 }, tx.call.deliveryId);
	await tx.emit({ kind: 'CompanyCreated', subject, data: { name: company.name, inn: company.inn, priority: company.priority, responsibleId: company.responsibleId } });
	if (company.priority !== null) await announcePriority(tx, company, null);
	for (const kind of reminderKinds) await keepCompanyReminder(tx, company, kind);
}

/** Starts the scenario of the new priority at once (R-PRI-1): triggers filter on it by `state`. */
export async function announcePriority(tx: DeskTransaction, company: Company, from: Company['priority']): Promise<void> {
	await tx.emit({
		kind: 'CompanyPriorityChanged',
		state: company.priority ?? '',
		subject: { kind: 'company', id: company.id },
		data: { name: company.name, from, to: company.priority, responsibleId: company.responsibleId },
	});
}
