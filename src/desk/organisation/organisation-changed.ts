import type { SubjectRef } from '../../subject';
import type { DeskTransaction } from '../workspace';

export type OrganisationPart = 'department' | 'employee' | 'legal_entity';

/** What of a record a save has changed: names of fields, for answers and the journal. */
export function changedFields<T extends object>(before: T | undefined, after: T): string[] {
	const fields = Object.keys(after) as Array<keyof T & string>;
	return fields.filter((field) => before === undefined || JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/**
 * Writes the event that a part of the organisation was made or changed; nothing when a save changed nothing, so that
 * repeating it is silent. Values stay out of the journal but for names and reasons: requisites belong to the card.
 */
export async function organisationChanged(tx: DeskTransaction, part: OrganisationPart, change: { readonly created: boolean; readonly changed: readonly string[]; readonly subject: SubjectRef; readonly data: Readonly<Record<string, unknown>> }): Promise<void> {
	if (change.changed.length === 0) return;
	await tx.emit({ kind: 'OrganisationChanged', scope: part, state: change.created ? 'created' : 'changed', subject: change.subject, data: { ...change.data, changed: change.changed } });
}

/** Employees and legal entities are no subjects of their own: their events are the workspace's. */
export const wholeWorkspace: SubjectRef = { kind: 'workspace', id: 1 };
