import type { Company } from '../../crm/company';
import type { Deal } from '../../crm/deal';
import type { InputFault } from '../../errors';
import type { Employee } from '../../organisation/organisation';
import { companies, deals } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import { employees } from '../../store/organisation-tables';

/** What an entry may be linked to, as a sender names it. */
export interface Links {
	readonly companyId?: number | null;
	readonly dealId?: number | null;
	readonly responsibleId?: number | null;
}

export interface LinkedRecords {
	readonly deal: Deal | null;
	readonly company: Company | null;
	readonly responsible: Employee | null;
	readonly faults: readonly InputFault[];
}

/**
 * Finds the client, deal and person of an entry. What is not named follows from the deal, then from the client; a link into
 * nowhere is a fault.
 */
export async function findLinked(query: Queryable, links: Links): Promise<LinkedRecords> {
	const faults: InputFault[] = [];
	const deal = links.dealId == null ? null : ((await deals.find(query, links.dealId)) ?? null);
	if (links.dealId != null && deal === null) faults.push({ field: 'dealId', reason: `there is no deal ${links.dealId}` });
	const companyId = links.companyId ?? deal?.companyId ?? null;
	const company = companyId === null ? null : ((await companies.find(query, companyId)) ?? null);
	if (companyId !== null && company === null) faults.push({ field: 'companyId', reason: `there is no company ${companyId}` });
	const responsibleId = links.responsibleId ?? deal?.responsibleId ?? company?.responsibleId ?? null;
	const responsible = responsibleId === null ? null : ((await employees.find(query, responsibleId)) ?? null);
	if (responsibleId === null) faults.push({ field: 'responsibleId', reason: 'say who is responsible: neither a deal nor a client names one' });
	else if (responsible === null) faults.push({ field: 'responsibleId', reason: `there is no employee ${responsibleId}` });
	else if (!responsible.active) faults.push({ field: 'responsibleId', reason: `${responsible.name} does not work here any more` });
	return { deal, company, responsible, faults };
}
