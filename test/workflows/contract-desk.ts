import { systemCall } from '../../src/call';
import { convertLead } from '../../src/desk/leads/convert-lead';
import type { ConvertLead } from '../../src/desk/leads/convert-lead';
import { listEntries } from '../../src/desk/registers/list-entries';
import type { EntryView } from '../../src/desk/registers/entry-view';
import type { LegalEntity } from '../../src/organisation/legal-entity';
import { anEntity, anEntrepreneur } from '../desk/contracts/contract-desk';
import { done, takeIn } from '../desk/leads/desk';
import { clientOrganisation } from '../requisites/sample-parties';
import { startDesk } from './desk-host';
import type { DeskHost, DeskOptions } from './desk-host';

export const call = systemCall('Иван Менеджеров');

/** A desk whose company has two legal entities to sign with. */
export interface ContractDesk extends DeskHost {
	readonly organisationEntity: LegalEntity;
	readonly entrepreneur: LegalEntity;
}

export async function startContractDesk(folders: readonly string[], options?: DeskOptions): Promise<ContractDesk> {
	const desk = await startDesk(folders, options);
	return { ...desk, organisationEntity: await anEntity(desk.workspace), entrepreneur: await anEntrepreneur(desk.workspace) };
}

/** Everything a contract with the client needs. */
export const fullCompany = { name: 'ООО «Кабель-Пример»', inn: clientOrganisation().inn, party: clientOrganisation() };

export interface ConvertedDeal {
	readonly leadId: number;
	readonly dealId: number;
	readonly companyId: number;
}

/** An enquiry that became a deal of 125 000 roubles; the workflows have done what they do. */
export async function convert(desk: ContractDesk, overrides: Partial<ConvertLead> & { readonly departmentCode?: string } = {}): Promise<ConvertedDeal> {
	const { departmentCode = 'nn', ...rest } = overrides;
	const { leadId } = await takeIn(desk.workspace, { departmentCode });
	const input = { leadId, pipeline: 'certification', legalEntityId: desk.organisationEntity.id, amountKopecks: 125_000_00, title: 'Сертификация кабеля', company: fullCompany, ...rest };
	const { dealId, companyId } = done(await convertLead(desk.workspace, input, call));
	await desk.settle();
	return { leadId, dealId, companyId: companyId ?? 0 };
}

/** Contracts of a deal, oldest first. */
export async function contractsOf(desk: DeskHost, dealId: number): Promise<EntryView[]> {
	return (await listEntries(desk.workspace, { register: 'contracts', dealId })).items.toReversed();
}

/** The contract that the workflows generated for a newly converted lead. */
export async function newContract(desk: ContractDesk, overrides?: Parameters<typeof convert>[1]): Promise<EntryView> {
	const { dealId } = await convert(desk, overrides);
	const [contract] = await contractsOf(desk, dealId);
	if (!contract) throw new Error('No contract was generated');
	return contract;
}
