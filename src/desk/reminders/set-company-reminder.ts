import type { Call } from '../../call';
import { reminderKinds, reminderOf } from '../../crm/company-reminder';
import type { CompanyReminder, ReminderKind } from '../../crm/company-reminder';
import { InvalidInputError } from '../../errors';
import type { InputFault } from '../../errors';
import { companies } from '../../store/crm-tables';
import { companyReminders } from '../../store/money-tables';
import { moveStepsBoundTo } from '../escalations/end-escalation';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { keepCompanyReminder } from './keep-company-reminder';

export interface SetCompanyReminder {
	readonly companyId: number;
	readonly kind: ReminderKind;
	/** The date on the card, ms; null clears it. */
	readonly at: number | null;
	/** Comes back so many calendar days after the date, until it is cleared; null: once. Kept as it is when absent. */
	readonly repeatDays?: number | null;
	/** What to call or write about. Kept as it is when absent. */
	readonly note?: string;
}

export interface CompanyReminderSet {
	readonly companyId: number;
	readonly kind: ReminderKind;
	readonly at: number | null;
	/** When it reaches the manager: the date, or the opening after it. */
	readonly dueAt: number | null;
	readonly repeatDays: number | null;
	readonly outcome: 'set' | 'moved' | 'cleared';
}

const LONGEST_REPEAT_DAYS = 366;

function check({ kind, at, repeatDays }: SetCompanyReminder): void {
	const faults: InputFault[] = [];
	if (!reminderKinds.includes(kind)) faults.push({ field: 'Kind', reason: `"${String(kind)}" is not known; choose one of ${reminderKinds.join(', ')}` });
	if (at !== null && (!Number.isSafeInteger(at) || at <= 0)) faults.push({ field: 'At', reason: 'is not a date and time' });
	if (repeatDays !== undefined && repeatDays !== null && (!Number.isInteger(repeatDays) || repeatDays < 1 || repeatDays > LONGEST_REPEAT_DAYS)) faults.push({ field: 'Repeat', reason: `every ${repeatDays} days; give a whole number from 1 to ${LONGEST_REPEAT_DAYS}` });
	if (faults.length > 0) throw new InvalidInputError(faults);
}

async function savePlan(tx: DeskTransaction, input: SetCompanyReminder): Promise<CompanyReminder> {
	const known = await companyReminders.first(tx, `where company_id = :companyId and kind = :kind${tx.lockRows}`, { companyId: input.companyId, kind: input.kind });
	const row = { companyId: input.companyId, kind: input.kind, repeatDays: input.repeatDays === undefined ? (known?.repeatDays ?? null) : input.repeatDays, note: input.note ?? known?.note ?? '', updatedAt: tx.now };
	if (!known) return await companyReminders.insert(tx, row);
	await companyReminders.update(tx, known.id, row);
	return { ...row, id: known.id };
}

/**
 * Plans the next call or letter on a company's card, once or every N days (R-PRI-4). Moving the date moves the reminder,
 * clearing it parks the reminder visibly; it reaches the manager in their working hours.
 * @throws {InvalidInputError | NotFoundError}
 */
export async function setCompanyReminder(workspace: Workspace, input: SetCompanyReminder, call: Call): Promise<EffectOutcome<CompanyReminderSet>> {
	check(input);
	return await workspace.effect(call, 'company reminder', async (tx) => {
		const { kind, at } = input;
		const { field, rule } = reminderOf[kind];
		const before = await companies.lock(tx, input.companyId);
		const plan = await savePlan(tx, input);
		await companies.update(tx, before.id, { [field]: at, updatedAt: tx.now });
		const subject = { kind: 'company', id: before.id } as const;
		if (before[field] !== at) await moveStepsBoundTo(tx, subject, field, at);
		const dueAt = await keepCompanyReminder(tx, { ...before, [field]: at }, kind);
		const outcome = at === null ? 'cleared' : before[field] === null ? 'set' : 'moved';
		await tx.emit({ kind: 'CompanyReminderSet', scope: rule, state: outcome, subject, data: { companyId: before.id, title: before.name, kind, was: before[field], at, dueAt, repeatDays: plan.repeatDays, note: plan.note, responsibleId: before.responsibleId } });
		return { companyId: before.id, kind, at, dueAt, repeatDays: plan.repeatDays, outcome };
	});
}
