import type { Company } from './company';
import { innWarnings } from './inn';

/** The monitor checks the clients of a department on its mornings: a client of none is checked on nobody's (R-PRI-2). */
const unwatched = ({ priority, responsibleId, departmentId }: Pick<Company, 'priority' | 'responsibleId' | 'departmentId'>): boolean => priority !== null && responsibleId === null && departmentId === null;

/** What an operator should look at on a company's card; nothing of it is refused. */
export function companyWarnings(company: Pick<Company, 'inn' | 'priority' | 'responsibleId' | 'departmentId'>): string[] {
	return [...innWarnings(company.inn), ...(unwatched(company) ? ['Nobody is in charge of this client, so its priority is not monitored: give it a responsible person or a department'] : [])];
}
