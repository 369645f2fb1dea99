import { startOfDay } from '../../calendar';
import { InvalidInputError } from '../../errors';
import type { EscalationStep } from '../../escalation/escalation';
import { companies, leads } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import { registerEntries } from '../../store/register-tables';
import { findRegister } from '../../store/registers';
import type { SubjectRef } from '../../subject';

/** Dates of a subject by field, ms; null where nobody has filled one in. A date without a time begins with its day. */
type Dates = Readonly<Record<string, number | null>>;
type ReadDates = (query: Queryable, id: number, zone: string) => Promise<Dates>;

const leadDates: ReadDates = async (query, id) => {
	const { callAt } = await leads.get(query, id);
	return { callAt };
};

const companyDates: ReadDates = async (query, id) => {
	const { nextCallAt, nextLetterAt } = await companies.get(query, id);
	return { nextCallAt, nextLetterAt };
};

const entryDates: ReadDates = async (query, id, zone) => {
	const entry = await registerEntries.get(query, id);
	const fields = (await findRegister(query, entry.register))?.fields.filter((field) => field.type === 'date') ?? [];
	return Object.fromEntries(
		fields.map(({ code }) => {
			const date = entry.fields[code];
			return [code, typeof date === 'string' ? startOfDay(zone, date) : null];
		}),
	);
};

const readers: Partial<Record<SubjectRef['kind'], ReadDates>> = { lead: leadDates, company: companyDates, entry: entryDates };

/** The date a step waits for without knowing its instant yet. */
const unreadDate = ({ wait }: EscalationStep): string | null => (wait.kind === 'at' && wait.at === null ? wait.field : null);

/**
 * The steps with the instants of the dates they are bound to, as the subject has them now; a step that came with its instant
 * keeps it. Moving such a date later moves its steps along (end-escalation.ts, moveStepsBoundTo).
 * @throws {InvalidInputError} naming every step that is bound to a date this subject does not have
 */
export async function stepsWithDates(query: Queryable, subject: SubjectRef, steps: readonly EscalationStep[], zone: string): Promise<readonly EscalationStep[]> {
	if (steps.every((step) => unreadDate(step) === null)) return steps;
	const dates = (await readers[subject.kind]?.(query, subject.id, zone)) ?? {};
	const known = Object.keys(dates).join(', ') || 'none';
	const faults = steps.flatMap((step, index) => {
		const field = unreadDate(step);
		return field === null || Object.hasOwn(dates, field) ? [] : [{ field: `Step ${index + 1}`, reason: `this ${subject.kind} has no date "${field}"; its dates: ${known}` }];
	});
	if (faults.length > 0) throw new InvalidInputError(faults);
	return steps.map((step) => {
		const field = unreadDate(step);
		return field === null || step.wait.kind !== 'at' ? step : { ...step, wait: { ...step.wait, at: dates[field] ?? null } };
	});
}
