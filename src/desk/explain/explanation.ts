import type { Why } from '../../crm/notice';
import type { People } from '../../organisation/recipients';
import type { Queryable } from '../../store/database';
import type { SubjectRef } from '../../subject';
import type { TrailEvent } from './trail';

/** The answer to "why" (R-CORE-4). */
export interface Explanation {
	readonly title: string;
	/** Plain Russian, in an order one can read aloud. */
	readonly sentences: readonly string[];
	/** The same as data: what was kept when it was made. */
	readonly why: Why | null;
	/** What happened to the subject, oldest first. */
	readonly trail: readonly TrailEvent[];
}

/** What an explainer finds out about its kind; the trail is added for `subject`. */
export interface Explained extends Omit<Explanation, 'trail'> {
	readonly subject: SubjectRef | null;
}

export type Explain = (query: Queryable, id: number, people: People) => Promise<Explained>;

export const subjectRef = (record: { readonly subjectKind: SubjectRef['kind'] | null; readonly subjectId: number | null }): SubjectRef | null =>
	record.subjectKind === null || record.subjectId === null ? null : { kind: record.subjectKind, id: record.subjectId };

export const personName = (people: People, id: number): string => people.employees.get(id)?.name ?? `№ ${id}`;
