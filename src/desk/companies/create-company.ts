import type { Call } from '../../call';
import { companyWarnings } from '../../crm/company-warnings';
import { InputReader } from '../../crm/input-reader';
import { loadPeople } from '../organisation/people';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { addCompany } from './add-company';
import type { CompanyCard } from './company-input';
import { readCompanyCard } from './company-input';

export interface CreateCompany extends CompanyCard {
	readonly name: string;
}

export interface CompanyCreated {
	readonly companyId: number;
	/** False when a company with this ИНН was there: it is answered as it is, nothing of the card was written to it. */
	readonly created: boolean;
	readonly name: string;
	readonly inn: string | null;
	readonly warnings: readonly string[];
}

async function create(tx: DeskTransaction, input: CreateCompany): Promise<CompanyCreated> {
	const reader = new InputReader();
	const card = readCompanyCard(reader, input, null, await loadPeople(tx));
	if (card.name === undefined) reader.refuse('name', 'is missing');
	reader.settle();
	const { company, created } = await addCompany(tx, { name: '', inn: null, priority: null, departmentId: null, responsibleId: null, party: null, ...card });
	return { companyId: company.id, created, name: company.name, inn: company.inn, warnings: companyWarnings(company) };
}

/**
 * Makes a company, or answers the one with the same ИНН. A priority given here starts its scenario (R-PRI-1).
 * @throws {InvalidInputError} with all faults
 */
export async function createCompany(workspace: Workspace, input: CreateCompany, call: Call): Promise<EffectOutcome<CompanyCreated>> {
	return await workspace.effect(call, 'company', async (tx) => await create(tx, input));
}
