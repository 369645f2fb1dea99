import type { Call } from '../../call';
import { InvalidInputError } from '../../errors';
import type { RegisterEntry } from '../../registers/register';
import { registerEntries } from '../../store/register-tables';
import { handOverEscalations } from '../escalations/hand-over-escalations';
import type { EffectOutcome, Workspace } from '../workspace';
import { entryFacts, entryRef, keepChange } from './keep-entry';
import { findLinked } from './linked-records';
import { loadRegister } from './load-register';

export interface EntryAssignment {
	readonly entryId: number;
	readonly responsibleId: number;
}

/** Gives an entry to another responsible person; it moves to that person's department. Notices to come go to the new person. */
export async function assignEntry(workspace: Workspace, input: EntryAssignment, call: Call): Promise<EffectOutcome<RegisterEntry>> {
	return await workspace.effect(call, 'assignment', async (tx) => {
		const before = await registerEntries.lock(tx, input.entryId);
		const { responsible, faults } = await findLinked(tx, { responsibleId: input.responsibleId });
		if (responsible === null || faults.length > 0) throw new InvalidInputError(faults);
		if (responsible.id === before.responsibleId) return before;
		const definition = await loadRegister(tx, before.register);
		const after: RegisterEntry = { ...before, responsibleId: responsible.id, departmentId: responsible.departmentId, updatedAt: tx.now };
		const changes = await keepChange(tx, definition, 'assigned', before, after);
		await handOverEscalations(tx, entryRef(after), responsible.id);
		await tx.emit({ kind: 'RegisterEntryUpdated', scope: after.register, state: after.status, subject: entryRef(after), data: { ...entryFacts(definition, after), changes } });
		return after;
	});
}
