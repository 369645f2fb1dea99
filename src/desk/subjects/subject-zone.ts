import type { SubjectRef } from '../../subject';
import { zoneOf } from '../explain/say-when';
import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';
import { subjectFacts } from './subject-facts';

/**
 * The zone in which a bare "10:00" about a record is meant: that of whoever is responsible for it, else of its department
 * (R-ORG-1). One workflow serves offices in several zones, so its own zone cannot say it.
 * @throws {NotFoundError} when there is no such record
 */
export async function zoneOfSubject(workspace: Workspace, subject: SubjectRef): Promise<string> {
	return await workspace.read(async (query) => {
		const people = await loadPeople(query);
		const { responsibleId, departmentId } = await subjectFacts(query, subject, people);
		return zoneOf(people, responsibleId, departmentId);
	});
}
