import type { Origin } from '../../journal/event';
import { describeChange } from '../../registers/entry-change';
import type { EntryAction, FieldChange } from '../../registers/entry-change';
import type { EntryFile, RegisterDefinition, RegisterEntry } from '../../registers/register';
import type { StatusMove } from '../../registers/transition';
import { appendHistory } from '../../store/register-history';
import { registerEntries } from '../../store/register-tables';
import type { SubjectRef } from '../../subject';
import { enterState } from '../subjects/enter-state';
import type { DeskTransaction } from '../workspace';

export function entryRef(entry: Pick<RegisterEntry, 'id'>): SubjectRef {
	return { kind: 'entry', id: entry.id };
}

/** What every event about an entry carries: flat facts, as they were then. */
export function entryFacts(definition: RegisterDefinition, entry: RegisterEntry): Record<string, unknown> {
	return {
		entryId: entry.id,
		register: entry.register,
		number: entry.number,
		title: entry.title,
		status: entry.status,
		statusTitle: definition.statuses.find((status) => status.code === entry.status)?.title ?? entry.status,
		companyId: entry.companyId,
		dealId: entry.dealId,
		legalEntityId: entry.legalEntityId,
		responsibleId: entry.responsibleId,
		departmentId: entry.departmentId,
		fileId: entry.fileId,
		fileName: entry.fileName,
		fileHash: entry.fileHash,
	};
}

/** Saves a changed entry together with its history: who changed what, old → new (R-REG-1). Answers what changed. */
export async function keepChange(tx: DeskTransaction, definition: RegisterDefinition, action: EntryAction, before: RegisterEntry, after: RegisterEntry, reason: string | null = null): Promise<readonly FieldChange[]> {
	const { id, ...columns } = after;
	await registerEntries.update(tx, id, columns);
	const change = describeChange(definition, action, before, after, reason);
	await appendHistory(tx, { entryId: id, at: tx.now, actor: tx.call.actor, ...change });
	return change.changes;
}

/** Tells that an entry is new and stands in its first status: once each, so that the robots of that status run once. */
export async function announceCreated(tx: DeskTransaction, definition: RegisterDefinition, entry: RegisterEntry, origin: Origin): Promise<void> {
	await appendHistory(tx, { entryId: entry.id, at: tx.now, actor: tx.call.actor, ...describeChange(definition, 'created', null, entry, null) });
	const data = entryFacts(definition, entry);
	await tx.emit({ kind: 'RegisterEntryCreated', scope: entry.register, state: entry.status, origin, subject: entryRef(entry), data });
	await enterState(tx, { subject: entryRef(entry), event: 'RegisterEntryStatusChanged', scope: entry.register, from: null, to: entry.status, fromTitle: null, cycle: entry.statusCycle, origin, data });
}

/** Tells that an entry began a new stay; what was pending for the old one ends with it (R-CON-9). */
export async function announceMove(tx: DeskTransaction, definition: RegisterDefinition, move: StatusMove): Promise<void> {
	const { entry } = move;
	await enterState(tx, {
		subject: entryRef(entry),
		event: 'RegisterEntryStatusChanged',
		scope: entry.register,
		from: move.from,
		to: move.to,
		fromTitle: move.fromTitle,
		cycle: entry.statusCycle,
		origin: move.origin,
		data: { ...entryFacts(definition, entry), fromTitle: move.fromTitle, reason: move.reason },
	});
}

export async function announceFile(tx: DeskTransaction, definition: RegisterDefinition, entry: RegisterEntry, replaced: EntryFile | null): Promise<void> {
	await tx.emit({ kind: 'RegisterFileAttached', scope: entry.register, state: entry.status, subject: entryRef(entry), data: { ...entryFacts(definition, entry), replacedFileId: replaced?.id ?? null, replacedFileHash: replaced?.hash ?? null } });
}
