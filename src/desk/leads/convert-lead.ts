import type { Call } from '../../call';
import type { Company } from '../../crm/company';
import type { PartialParty } from '../../crm/complete-party';
import { InputReader } from '../../crm/input-reader';
import type { FieldValue } from '../../crm/input-reader';
import type { Lead } from '../../crm/lead';
import { convertedStage } from '../../crm/move-lead';
import type { Pipeline } from '../../crm/pipeline';
import { contacts, deals, leads } from '../../store/crm-tables';
import { addContact } from '../contacts/add-contact';
import { readAmount, readDealPipeline, readLegalEntity } from '../deals/deal-input';
import { openDeal } from '../deals/open-deal';
import { keepRequestOfLead } from '../priority/client-requests';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { clientCompany, readCompany } from './client-company';
import type { GivenCompany } from './client-company';
import { enterLeadStage } from './enter-lead-stage';
import { leadPipeline } from './lead-view';

export interface ConvertLead {
	readonly leadId: number;
	/** Code of the pipeline the deal starts in. */
	readonly pipeline: string;
	/** Our legal entity that signs the contract. */
	readonly legalEntityId?: number | null;
	readonly amountKopecks?: number | null;
	/** Default: the lead's title. */
	readonly title?: string | null;
	/** Over the fields of the lead, which go along. */
	readonly fields?: Readonly<Record<string, unknown>> | null;
	/** Absent: the lead's own company, by its link, its ИНН or its name. */
	readonly company?: { readonly name?: string | null; readonly inn?: string | null; readonly party?: PartialParty | null } | null;
}

export interface LeadConverted {
	readonly leadId: number;
	readonly dealId: number;
	/** Null: a private client without a company. */
	readonly companyId: number | null;
	readonly contactId: number | null;
	/** False: the lead had become this deal before. */
	readonly created: boolean;
	readonly warnings: readonly string[];
}

interface Conversion {
	readonly pipeline: Pipeline;
	readonly title: string;
	readonly legalEntityId: number | null;
	readonly amountKopecks: number;
	readonly fields: Readonly<Record<string, FieldValue>>;
	readonly company: GivenCompany;
}

/** @throws {InvalidInputError} with all faults */
async function read(tx: DeskTransaction, lead: Lead, input: ConvertLead): Promise<Conversion> {
	const reader = new InputReader();
	const pipeline = await readDealPipeline(tx, reader, input.pipeline);
	const legalEntityId = await readLegalEntity(tx, reader, input.legalEntityId);
	const amountKopecks = readAmount(reader, input.amountKopecks) ?? 0;
	const title = reader.text('title', input.title) ?? lead.title;
	const fields = { ...lead.fields, ...reader.fields('fields', input.fields) };
	const company = await readCompany(tx, reader, lead, input.company ?? {});
	reader.settle();
	return { pipeline: pipeline as Pipeline, title, legalEntityId, amountKopecks, fields, company };
}

/** The lead's contact, made when it has none, and linked to the company when it had no company of its own. */
async function clientContact(tx: DeskTransaction, lead: Lead, company: Company | null): Promise<number> {
	const contact = lead.contactId === null ? undefined : await contacts.find(tx, lead.contactId);
	if (!contact) return (await addContact(tx, { companyId: company?.id ?? null, name: lead.clientName, phone: lead.phone, email: lead.email })).id;
	if (contact.companyId === null && company !== null) {
		await contacts.update(tx, contact.id, { companyId: company.id, updatedAt: tx.now });
		await tx.emit({ kind: 'ContactUpdated', state: 'changed', subject: { kind: 'contact', id: contact.id }, data: { name: contact.name, changed: ['companyId'], before: { companyId: null }, after: { companyId: company.id } } });
	}
	return contact.id;
}

async function convert(tx: DeskTransaction, input: ConvertLead): Promise<LeadConverted> {
	const lead = await leads.lock(tx, input.leadId);
	const before = lead.dealId === null ? undefined : await deals.find(tx, lead.dealId);
	if (before) return { leadId: lead.id, dealId: before.id, companyId: before.companyId, contactId: before.contactId, created: false, warnings: [] };
	const { pipeline, title, legalEntityId, amountKopecks, fields, company: given } = await read(tx, lead, input);
	const { company, warnings } = await clientCompany(tx, lead, given);
	const contactId = await clientContact(tx, lead, company);
	const companyId = company?.id ?? null;
	const { responsibleId, departmentId } = lead;
	const { deal, created } = await openDeal(tx, pipeline, { title, companyId, contactId, leadId: lead.id, responsibleId, departmentId, legalEntityId, amountKopecks, fields, externalKey: null });
	await enterLeadStage(tx, { ...lead, dealId: deal.id, companyId, contactId }, { stage: convertedStage(await leadPipeline(tx)), converts: true });
	await keepRequestOfLead(tx, { ...lead, companyId });
	await tx.emit({
		kind: 'LeadConverted',
		scope: pipeline.code,
		subject: { kind: 'lead', id: lead.id },
		data: { title: lead.title, dealId: deal.id, companyId, contactId, legalEntityId, responsibleId, amountKopecks },
	});
	return { leadId: lead.id, dealId: deal.id, companyId, contactId, created, warnings };
}

/**
 * Makes a deal of a lead (R-LEAD-6): links or makes its company and contact, opens the deal in the chosen pipeline and ends
 * the lead on its won stage. A second conversion, also a parallel one, answers the same deal.
 * @throws {InvalidInputError} with all faults
 * @throws {MoveRefusedError} for a lost lead
 */
export async function convertLead(workspace: Workspace, input: ConvertLead, call: Call): Promise<EffectOutcome<LeadConverted>> {
	return await workspace.effect(call, 'lead conversion', async (tx) => await convert(tx, input));
}
