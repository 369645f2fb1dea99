import type { Call } from '../../call';
import { changesOf } from '../../crm/changes';
import type { Changes } from '../../crm/changes';
import type { Company } from '../../crm/company';
import { companyWarnings } from '../../crm/company-warnings';
import { reminderKinds, reminderOf } from '../../crm/company-reminder';
import { InputReader } from '../../crm/input-reader';
import { companies } from '../../store/crm-tables';
import { moveStepsBoundTo } from '../escalations/end-escalation';
import { handOverEscalations } from '../escalations/hand-over-escalations';
import { loadPeople } from '../organisation/people';
import { handOverCompanyReminder, keepCompanyReminder } from '../reminders/keep-company-reminder';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { announcePriority, findCompanyByInn } from './add-company';
import { readCompanyCard } from './company-input';
import type { CompanyCard } from './company-input';

export interface UpdateCompany {
	readonly companyId: number;
	readonly changes: CompanyCard;
}

export interface CompanyUpdated {
	readonly companyId: number;
	/** Names of the fields that really changed. */
	readonly changed: readonly string[];
	readonly name: string;
	readonly inn: string | null;
	readonly priority: Company['priority'];
	readonly responsibleId: number | null;
	readonly nextCallAt: number | null;
	readonly nextLetterAt: number | null;
	readonly warnings: readonly string[];
}

async function follow(tx: DeskTransaction, before: Company, after: Company, { changed, before: old, after: fresh }: Changes<Company>): Promise<void> {
	const subject = { kind: 'company' as const, id: after.id };
	if (changed.includes('priority')) await announcePriority(tx, after, before.priority);
	const others = changed.filter((field) => field !== 'priority');
	if (others.length > 0) {
		const of = (values: Readonly<Record<string, unknown>>) => Object.fromEntries(others.map((field) => [field, values[field]]));
		await tx.emit({ kind: 'CompanyUpdated', subject, data: { name: after.name, changed: others, before: of(old), after: of(fresh) } });
	}
	if (changed.includes('responsibleId') && after.responsibleId !== null) await handOverEscalations(tx, subject, after.responsibleId);
	const handedOver = changed.includes('responsibleId') || changed.includes('departmentId');
	for (const kind of reminderKinds) {
		const date = reminderOf[kind].field;
		if (changed.includes(date)) {
			await moveStepsBoundTo(tx, subject, date, after[date]);
			await keepCompanyReminder(tx, after, kind);
		} else if (handedOver) await handOverCompanyReminder(tx, after, kind);
	}
}

async function update(tx: DeskTransaction, { companyId, changes }: UpdateCompany): Promise<CompanyUpdated> {
	const company = await companies.lock(tx, companyId);
	const reader = new InputReader();
	const wanted = readCompanyCard(reader, changes, company, await loadPeople(tx));
	const twin = wanted.inn && wanted.inn !== company.inn ? await findCompanyByInn(tx, wanted.inn) : undefined;
	if (twin) reader.refuse('inn', `${wanted.inn} belongs to company ${twin.id}, "${twin.name}"; use that one`);
	reader.settle();
	const difference = changesOf(company, wanted);
	const updated: Company = { ...company, ...difference.values };
	if (difference.changed.length > 0) {
		await companies.update(tx, companyId, { ...difference.values, updatedAt: tx.now });
		await follow(tx, company, updated, difference);
	}
	const { name, inn, priority, responsibleId, nextCallAt, nextLetterAt } = updated;
	return { companyId, changed: difference.changed, name, inn, priority, responsibleId, nextCallAt, nextLetterAt, warnings: companyWarnings({ ...updated, inn: difference.changed.includes('inn') ? inn : null }) };
}

/**
 * Changes a company's card. A new priority starts its scenario at once (R-PRI-1), a moved date moves what waits for it.
 * @throws {InvalidInputError} with all faults, also when the ИНН is another company's
 */
export async function updateCompany(workspace: Workspace, input: UpdateCompany, call: Call): Promise<EffectOutcome<CompanyUpdated>> {
	return await workspace.effect(call, 'company change', async (tx) => await update(tx, input));
}
