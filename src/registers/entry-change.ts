import { entryFieldTitles } from '../texts';
import type { FieldValue, RegisterDefinition, RegisterEntry } from './register';

/** What happened to an entry, for people who read its history. */
export type EntryAction = 'created' | 'updated' | 'assigned' | 'status' | 'file' | 'scan_confirmed' | 'scan_rejected';

/** One field that changed, old → new (R-REG-1). */
export interface FieldChange {
	/** `status`, `file`, `responsibleId` …, or the code of an own field as `fields.trackNumber`. */
	readonly field: string;
	readonly title: string;
	readonly from: FieldValue;
	readonly to: FieldValue;
}

export interface EntryChange {
	readonly action: EntryAction;
	readonly changes: readonly FieldChange[];
	readonly reason: string | null;
	/** The file that came with the change: with all of them the history is the list of everything ever attached. */
	readonly file: { readonly id: number; readonly hash: string; readonly name: string } | null;
}

const tracked: ReadonlyArray<{ readonly field: keyof typeof entryFieldTitles; readonly read: (entry: RegisterEntry) => FieldValue }> = [
	{ field: 'number', read: (entry) => entry.number },
	{ field: 'title', read: (entry) => entry.title },
	{ field: 'companyId', read: (entry) => entry.companyId },
	{ field: 'dealId', read: (entry) => entry.dealId },
	{ field: 'legalEntityId', read: (entry) => entry.legalEntityId },
	{ field: 'responsibleId', read: (entry) => entry.responsibleId },
	{ field: 'departmentId', read: (entry) => entry.departmentId },
	{ field: 'status', read: (entry) => entry.status },
	{ field: 'statusReason', read: (entry) => entry.statusReason },
	{ field: 'file', read: (entry) => entry.fileName },
	{ field: 'fileHash', read: (entry) => entry.fileHash },
	{ field: 'verification', read: (entry) => (entry.verification === null ? null : `${entry.verification.outcome}: ${entry.verification.by}`) },
];

/** Everything that differs between two states of an entry, found by comparison so that no use case can forget to say it. */
export function changesBetween(definition: RegisterDefinition, before: RegisterEntry | null, after: RegisterEntry): FieldChange[] {
	const own = definition.fields.map((field) => ({ field: `fields.${field.code}`, title: field.title, read: (entry: RegisterEntry) => entry.fields[field.code] ?? null }));
	return [...tracked.map((one) => ({ ...one, title: entryFieldTitles[one.field] })), ...own]
		.map(({ field, title, read }) => ({ field, title, from: before === null ? null : read(before), to: read(after) }))
		.filter((change) => change.from !== change.to);
}

export function describeChange(definition: RegisterDefinition, action: EntryAction, before: RegisterEntry | null, after: RegisterEntry, reason: string | null): EntryChange {
	const isNewFile = after.fileId !== null && after.fileId !== before?.fileId;
	return { action, changes: changesBetween(definition, before, after), reason, file: isNewFile ? { id: after.fileId, hash: after.fileHash ?? '', name: after.fileName ?? '' } : null };
}
