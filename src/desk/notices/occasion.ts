import type { People } from '../../organisation/recipients';
import type { SubjectRef } from '../../subject';
import { loadPeople } from '../organisation/people';
import { subjectFacts } from '../subjects/subject-facts';
import type { SubjectFacts } from '../subjects/subject-facts';
import type { DeskTransaction } from '../workspace';
import { eventBehind } from './why';
import type { EventBehind } from './why';

/** Everything a notice, a task or a letter is made from, read once in the transaction that makes it. */
export interface Occasion {
	readonly facts: SubjectFacts;
	readonly people: People;
	readonly behind: EventBehind;
}

/** @throws {NotFoundError} when the subject is not there */
export async function readOccasion(tx: DeskTransaction, subject: SubjectRef): Promise<Occasion> {
	return (await readOccasions(tx, [subject]))[0] as Occasion;
}

/** As `readOccasion` for several subjects: what they share is read once. */
export async function readOccasions(tx: DeskTransaction, subjects: readonly SubjectRef[]): Promise<Occasion[]> {
	const people = await loadPeople(tx);
	const behind = await eventBehind(tx, tx.call);
	const occasions: Occasion[] = [];
	for (const subject of subjects) occasions.push({ people, behind, facts: await subjectFacts(tx, subject, people) });
	return occasions;
}

/** A subject with its title, as answers of use cases carry it. */
export type TitledSubject = SubjectRef & { readonly title: string };

export const titled = (facts: SubjectFacts): TitledSubject => ({ ...facts.subject, title: facts.title });
