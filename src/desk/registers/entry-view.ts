import type { EntryFile, RegisterDefinition, RegisterEntry } from '../../registers/register';

/** A status one may go to from here. */
export interface NextStatus {
	readonly status: string;
	readonly title: string;
	readonly needsReason: boolean;
	readonly needsFile: boolean;
}

/** An entry with the words people know it by. */
export interface EntryView extends RegisterEntry {
	readonly registerTitle: string;
	readonly entryTitle: string;
	readonly statusTitle: string;
	/** The entry's process is complete: nothing follows its status. */
	readonly isFinal: boolean;
	readonly nextStatuses: readonly NextStatus[];
}

/** A file that is or was attached to an entry. */
export interface AttachedFile extends EntryFile {
	readonly attachedAt: number;
	readonly attachedBy: string;
	readonly isPresent: boolean;
}

export function entryView(definition: RegisterDefinition, entry: RegisterEntry): EntryView {
	const present = definition.statuses.find((status) => status.code === entry.status);
	const next = (present?.next ?? []).flatMap((code) => definition.statuses.filter((status) => status.code === code));
	return {
		...entry,
		registerTitle: definition.title,
		entryTitle: definition.entryTitle,
		statusTitle: present?.title ?? entry.status,
		isFinal: next.length === 0,
		nextStatuses: next.map((status) => ({ status: status.code, title: status.title, needsReason: status.needsReason ?? false, needsFile: status.needsFile ?? false })),
	};
}
