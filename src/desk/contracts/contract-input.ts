import { dayOf } from '../../calendar';
import type { Company } from '../../crm/company';
import { completeParty } from '../../crm/complete-party';
import type { Deal } from '../../crm/deal';
import { InputReader } from '../../crm/input-reader';
import { preflightContract } from '../../documents';
import type { ContractDraft, Fault } from '../../documents';
import type { LegalEntity } from '../../organisation/legal-entity';
import { parseNumberPattern } from '../../registers/contract-number';
import type { NumberPattern } from '../../registers/contract-number';
import type { LegalEntityRequisites } from '../../requisites';
import { companies } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import { departments, legalEntities } from '../../store/organisation-tables';
import { files } from '../../store/register-tables';
import { contractTexts } from '../../texts';
import { contractTerms } from './contract-terms';
import type { ContractLineInput, ContractTermsInput } from './contract-terms';
import { shippedTemplate } from './shipped-template';

/** What a contract is asked for with. */
export interface ContractRequest {
	readonly dealId: number;
	/** The deal's legal entity when absent. */
	readonly legalEntityId?: number | null;
	/** One line with the deal's title and amount when absent. */
	readonly lines?: readonly ContractLineInput[];
	/** ISO date that both sides write on the contract; today in the zone of the deal's department when absent. */
	readonly contractDate?: string;
	readonly terms?: ContractTermsInput;
}

/** Everything a contract is made of, collected from the workspace. */
export interface ContractMaterial {
	readonly entity: LegalEntity;
	readonly company: Company;
	readonly pattern: NumberPattern;
	readonly draft: ContractDraft;
	readonly template: Uint8Array;
	readonly templateFileId: number | null;
}

export interface CollectedContract {
	readonly material: ContractMaterial | null;
	readonly entity: LegalEntity | null;
	/** Errors keep the contract from being made; warnings are for a person to accept. */
	readonly faults: readonly Fault[];
}

/** A fault with message and remedy as one sentence to show. */
export interface ContractFault extends Fault {
	readonly reason: string;
}

export const inWords = (fault: Fault): ContractFault => ({ ...fault, reason: `${fault.message} ${fault.fix}` });

const blocking = (code: string, field: string, message: string, fix: string): Fault => ({ code, field, message, fix, severity: 'error' });
const { faults: say } = contractTexts;

async function chosenEntity(query: Queryable, deal: Deal, legalEntityId: number | null | undefined): Promise<LegalEntity | Fault> {
	const id = legalEntityId ?? deal.legalEntityId;
	const entity = id === null ? undefined : await legalEntities.find(query, id);
	if (entity?.active) return entity;
	const known = (await legalEntities.select(query, 'where active = 1 order by id')).map((one) => `${one.shortName} (${one.id})`);
	const message = id === null ? say.noEntity : entity ? say.entityInactive(entity.shortName) : say.entityUnknown(id);
	return blocking('legal_entity_missing', 'legalEntityId', message, say.chooseEntity(known.join(', ')));
}

async function clientOf(query: Queryable, deal: Deal): Promise<Company | Fault> {
	const company = deal.companyId === null ? undefined : await companies.find(query, deal.companyId);
	if (company) return company;
	return blocking('client_missing', 'companyId', deal.companyId === null ? say.noClient : say.clientUnknown(deal.companyId), say.linkClient);
}

/** A client nobody has filled requisites in for is checked like any other: pre-flight then lists all that is missing. */
function partyOf(company: Pick<Company, 'name' | 'inn' | 'party'>): LegalEntityRequisites {
	return company.party ?? completeParty(new InputReader(), {}, null, { name: company.name, inn: company.inn });
}

async function templateOf(query: Queryable, entity: LegalEntity): Promise<Uint8Array | Fault> {
	if (entity.templateFileId === null) return await shippedTemplate(entity.party.form);
	const file = await files.find(query, entity.templateFileId);
	return file?.bytes ?? blocking('template_missing', 'template', say.templateGone(entity.shortName), say.uploadTemplate);
}

/** Today where the deal's department is: the contract of a Siberian evening bears the Siberian date. */
async function todayOf(query: Queryable, deal: Deal, now: number): Promise<string> {
	const department = await departments.find(query, deal.departmentId);
	return dayOf(department?.zone ?? 'Europe/Moscow', now);
}

function patternOf(entity: LegalEntity): NumberPattern | Fault {
	const { pattern, faults } = parseNumberPattern(entity.numberPattern);
	return pattern ?? blocking('number_pattern_wrong', 'numberPattern', say.patternWrong(entity.shortName, faults.join('; ')), say.correctPattern);
}

const isFault = (value: unknown): value is Fault => typeof value === 'object' && value !== null && 'severity' in value;

/**
 * Collects what a deal's contract is made of and checks it. All that is wrong comes at once (R-CON-2); there is no material
 * while a part of it is missing altogether.
 * @param now ms
 */
export async function collectContract(query: Queryable, deal: Deal, request: ContractRequest, now: number): Promise<CollectedContract> {
	const entity = await chosenEntity(query, deal, request.legalEntityId);
	const company = await clientOf(query, deal);
	if (isFault(entity)) return { material: null, entity: null, faults: [entity, company].filter(isFault) };
	const template = await templateOf(query, entity);
	const pattern = patternOf(entity);
	const missing = [company, template, pattern].filter(isFault);
	if (isFault(template)) return { material: null, entity, faults: missing };
	const today = await todayOf(query, deal, now);
	const ourEntity = { ...entity.party, overrides: { ...entity.party.overrides, ...entity.overrides }, vatRegimes: entity.vatRegimes };
	const client = partyOf(isFault(company) ? { name: '', inn: null, party: null } : company);
	const draft = { ourEntity, client, contract: contractTerms(deal, entity, request.contractDate || today, request.lines, request.terms) };
	// Without a client the rest is checked all the same, but an empty card is not blamed for being empty.
	const found = preflightContract(template, draft, { today }).filter((fault) => !isFault(company) || !fault.field.startsWith('client.'));
	const material = isFault(company) || isFault(pattern) ? null : { entity, company, pattern, draft, template, templateFileId: entity.templateFileId };
	return { material, entity, faults: [...missing, ...found] };
}
