import type { Company, Contact } from '../../crm/company';
import { companies, contacts } from '../../store/crm-tables';
import { loadPeople } from '../organisation/people';
import { nameOf } from '../organisation/placement';
import type { Workspace } from '../workspace';

export interface CompanyDetails extends Company {
	readonly responsibleName: string | null;
	readonly departmentName: string | null;
	/** At most 100, those known longest. */
	readonly contacts: readonly Contact[];
}

/** @throws {NotFoundError} */
export async function getCompany(workspace: Workspace, companyId: number): Promise<CompanyDetails> {
	return await workspace.read(async (query) => {
		const company = await companies.get(query, companyId);
		const people = await loadPeople(query);
		const staff = await contacts.select(query, 'where company_id = :id and company_id is not null order by id limit 100', { id: company.id });
		const department = company.departmentId === null ? undefined : people.departments.get(company.departmentId);
		return { ...company, responsibleName: nameOf(people, company.responsibleId), departmentName: department?.name ?? null, contacts: staff };
	});
}
