import { startOfDay } from '../../calendar';
import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import type { InputFault } from '../../errors';
import { changesBetween } from '../../registers/entry-change';
import type { FieldChange } from '../../registers/entry-change';
import { keptText, missingFields, readFields } from '../../registers/entry-fields';
import type { RegisterDefinition, RegisterEntry } from '../../registers/register';
import { isNumberFree } from '../../store/numbering';
import { registerEntries } from '../../store/register-tables';
import { endEscalationsOn, moveStepsBoundTo } from '../escalations/end-escalation';
import { calendarOf, loadPeople } from '../organisation/people';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { entryFacts, entryRef, keepChange } from './keep-entry';
import { findLinked } from './linked-records';
import { loadRegister } from './load-register';

/** What may be edited by hand; absent fields keep their values, null empties them. */
export interface EntryUpdate {
	readonly entryId: number;
	readonly title?: string;
	readonly number?: string | null;
	readonly companyId?: number | null;
	readonly dealId?: number | null;
	readonly fields?: Readonly<Record<string, unknown>>;
	/** The reason for the present status, given afterwards: a decision, so it answers what was chasing it (R-CON-6, R-REG-5). */
	readonly reason?: string;
}

async function numberFaults(tx: DeskTransaction, before: RegisterEntry, number: string | null): Promise<InputFault[]> {
	if (number === before.number) return [];
	if (before.origin === 'generated') return [{ field: 'number', reason: `the number ${before.number ?? ''} is printed in the generated document and cannot be changed` }];
	if (number === null || (await isNumberFree(tx, before.register, number))) return [];
	return [{ field: 'number', reason: `the number ${number} is taken in this register` }];
}

async function updated(tx: DeskTransaction, definition: RegisterDefinition, before: RegisterEntry, input: EntryUpdate): Promise<RegisterEntry> {
	const number = input.number === undefined ? before.number : keptText(input.number);
	const title = input.title === undefined ? before.title : (keptText(input.title) ?? '');
	const given = readFields(definition, input.fields ?? {});
	const fields = { ...before.fields, ...given.values };
	const linked = await findLinked(tx, { companyId: input.companyId, dealId: input.dealId, responsibleId: before.responsibleId });
	const faults = [
		...(title === '' ? [{ field: 'title', reason: 'the entry needs a title' }] : []),
		...(await numberFaults(tx, before, number)),
		// The responsible person is not edited here; one who left must not block a correction.
		...linked.faults.filter((fault) => fault.field !== 'responsibleId'),
		...given.faults,
		...missingFields(definition, before.status, fields).filter((fault) => fault.field in given.values),
	];
	if (faults.length > 0) throw new InvalidInputError(faults);
	return {
		...before,
		title,
		number,
		companyId: input.companyId === undefined ? before.companyId : input.companyId,
		dealId: input.dealId === undefined ? before.dealId : input.dealId,
		statusReason: keptText(input.reason) ?? before.statusReason,
		fields,
	};
}

/** Reminders that wait for a date of this entry move with it; a cleared date parks them visibly. */
async function moveReminders(tx: DeskTransaction, definition: RegisterDefinition, after: RegisterEntry, changes: readonly FieldChange[]): Promise<void> {
	const dates = definition.fields.filter((field) => field.type === 'date' && changes.some((change) => change.field === `fields.${field.code}`));
	if (dates.length === 0) return;
	const { zone } = await calendarOf(tx, after.responsibleId, await loadPeople(tx));
	for (const { code } of dates) {
		const date = after.fields[code];
		await moveStepsBoundTo(tx, entryRef(after), code, typeof date === 'string' ? startOfDay(zone, date) : null);
	}
}

/**
 * Corrects an entry by hand (R-REG-3). Status, file and responsible person have their own use cases.
 * @throws {InvalidInputError} with all faults; nothing is saved then
 */
export async function updateEntry(workspace: Workspace, input: EntryUpdate, call: Call): Promise<EffectOutcome<RegisterEntry>> {
	return await workspace.effect(call, 'register entry change', async (tx) => {
		const before = await registerEntries.lock(tx, input.entryId);
		const definition = await loadRegister(tx, before.register);
		const wished = await updated(tx, definition, before, input);
		const reason = keptText(input.reason);
		if (reason === null && changesBetween(definition, before, wished).length === 0) return before;
		const after = { ...wished, updatedAt: tx.now };
		const changes = await keepChange(tx, definition, 'updated', before, after, reason);
		await moveReminders(tx, definition, after, changes);
		if (reason !== null) await endEscalationsOn(tx, entryRef(after), 'acknowledged', reason);
		await tx.emit({ kind: 'RegisterEntryUpdated', scope: after.register, state: after.status, subject: entryRef(after), data: { ...entryFacts(definition, after), changes, reason } });
		return after;
	});
}
