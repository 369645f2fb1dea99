import type { Company } from '../../crm/company';
import { completeParty } from '../../crm/complete-party';
import type { PartialParty } from '../../crm/complete-party';
import { innWarnings, readInn } from '../../crm/inn';
import type { InputReader } from '../../crm/input-reader';
import type { Lead } from '../../crm/lead';
import type { LegalEntityRequisites } from '../../requisites';
import { companies, contacts } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import { addCompany } from '../companies/add-company';
import type { DeskTransaction } from '../workspace';

/** The company of a lead that is being converted, as far as it is known or given. */
export interface GivenCompany {
	/** Known already: by the lead's link, or its contact's. */
	readonly linked: Company | null;
	readonly name: string | null;
	readonly inn: string | null;
	readonly party: LegalEntityRequisites | null;
}

async function linkedCompany(query: Queryable, lead: Lead): Promise<Company | null> {
	const contact = lead.contactId === null ? undefined : await contacts.find(query, lead.contactId);
	const id = lead.companyId ?? contact?.companyId ?? null;
	return id === null ? null : ((await companies.find(query, id)) ?? null);
}

/** Reads what was given about the company over what the lead knows; faults are kept in `reader`. */
export async function readCompany(query: Queryable, reader: InputReader, lead: Lead, given: { name?: unknown; inn?: unknown; party?: PartialParty | null }): Promise<GivenCompany> {
	const name = reader.text('company.name', given.name);
	const inn = readInn(reader, 'company.inn', given.inn) ?? readInn(reader, 'company.party.inn', given.party?.inn);
	const linked = await linkedCompany(query, lead);
	// A linked company with another ИНН is another company: what was given now outweighs the link.
	const same = linked !== null && (inn === null || linked.inn === null || linked.inn === inn) ? linked : null;
	const known = inn ?? same?.inn ?? (typeof lead.fields.inn === 'string' && /^(\d{10}|\d{12})$/.test(lead.fields.inn) ? lead.fields.inn : null);
	const called = name ?? same?.name ?? lead.companyName;
	const party = given.party ? completeParty(reader, given.party, same?.party ?? null, { name: called ?? '', inn: known }) : null;
	if (called === null && (inn !== null || party !== null)) reader.refuse('company.name', 'is missing: the lead does not name its company');
	return { linked: same, name: called, inn: known, party };
}

/** Fills in on the company's card what was not known before; what a person wrote there stays. */
async function enrich(tx: DeskTransaction, company: Company, { inn, party }: GivenCompany, lead: Lead): Promise<Company> {
	const taken = inn !== null && company.inn === null ? await companies.first(tx, 'where inn = :inn and inn is not null', { inn }) : undefined;
	if (taken) return await enrich(tx, taken, { linked: taken, name: taken.name, inn: null, party }, lead);
	const values: Partial<Omit<Company, 'id'>> = {
		...(inn !== null && company.inn === null && { inn }),
		...(party !== null && JSON.stringify(party) !== JSON.stringify(company.party) && { party }),
		...(company.responsibleId === null && { responsibleId: lead.responsibleId, departmentId: company.departmentId ?? lead.departmentId }),
	};
	const changed = Object.keys(values);
	if (changed.length === 0) return company;
	await companies.update(tx, company.id, { ...values, updatedAt: tx.now });
	await tx.emit({ kind: 'CompanyUpdated', subject: { kind: 'company', id: company.id }, data: { name: company.name, changed, after: values } });
	return { ...company, ...values };
}

/** Links or makes the company of the deal. A lead without any company stays a private client: null. */
export async function clientCompany(tx: DeskTransaction, lead: Lead, given: GivenCompany): Promise<{ company: Company | null; warnings: string[] }> {
	if (given.linked) return { company: await enrich(tx, await companies.lock(tx, given.linked.id), given, lead), warnings: innWarnings(given.inn) };
	if (given.name === null) return { company: null, warnings: [] };
	const { name, inn, party } = given;
	const { company, created } = await addCompany(tx, { name, inn, party, priority: null, departmentId: lead.departmentId, responsibleId: lead.responsibleId });
	return { company: created ? company : await enrich(tx, await companies.lock(tx, company.id), given, lead), warnings: innWarnings(inn) };
}
