import type { Call } from '../../call';
import { InputReader } from '../../crm/input-reader';
import type { Pipeline } from '../../crm/pipeline';
import { stageIn } from '../../crm/pipeline';
import { companies } from '../../store/crm-tables';
import { loadPeople } from '../organisation/people';
import { readDepartment, readResponsible } from '../organisation/placement';
import { keepRequestOfDeal } from '../priority/client-requests';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { readAmount, readClient, readDealPipeline, readLegalEntity } from './deal-input';
import { viewDeal } from './deal-view';
import type { DealView } from './deal-view';
import { openDeal } from './open-deal';
import type { NewDeal } from './open-deal';

export interface CreateDeal {
	readonly title: string;
	/** Code of a deal pipeline. */
	readonly pipeline: string;
	/** Default: its first open stage. */
	readonly stage?: string | null;
	readonly companyId?: number | null;
	readonly contactId?: number | null;
	/** Default: who is responsible for the company. */
	readonly responsibleId?: number | null;
	/** Default: the department of the responsible person. */
	readonly departmentCode?: string | null;
	readonly legalEntityId?: number | null;
	readonly amountKopecks?: number | null;
	readonly fields?: Readonly<Record<string, unknown>> | null;
	/** The sender's own id of this deal: the same key is the same deal. */
	readonly externalKey?: string | null;
}

export interface DealMade extends DealView {
	readonly dealId: number;
	/** False: a deal with this external key was there. */
	readonly created: boolean;
}

async function read(tx: DeskTransaction, input: CreateDeal): Promise<{ pipeline: Pipeline | null; deal: NewDeal; stage: string | undefined; reader: InputReader }> {
	const reader = new InputReader();
	const people = await loadPeople(tx);
	const pipeline = await readDealPipeline(tx, reader, input.pipeline);
	const stage = reader.text('stage', input.stage) ?? undefined;
	if (pipeline && stage !== undefined && !stageIn(pipeline, stage)) reader.refuse('stage', `"${stage}" is not in this pipeline; give one of ${pipeline.stages.map(({ code }) => code).join(', ')}`);
	const client = await readClient(tx, reader, input);
	const company = client.companyId === null ? undefined : await companies.find(tx, client.companyId);
	const responsible = readResponsible(reader, 'responsibleId', input.responsibleId ?? company?.responsibleId, people);
	if (responsible === null && reader.faults.every(({ field }) => field !== 'responsibleId')) reader.refuse('responsibleId', 'say who is responsible: the company names nobody');
	const department = readDepartment(reader, 'departmentCode', input.departmentCode, people);
	const deal: NewDeal = {
		...client,
		title: reader.required('title', input.title),
		leadId: null,
		responsibleId: responsible?.id ?? 0,
		departmentId: department?.id ?? responsible?.departmentId ?? 0,
		legalEntityId: await readLegalEntity(tx, reader, input.legalEntityId),
		amountKopecks: readAmount(reader, input.amountKopecks) ?? 0,
		fields: reader.fields('fields', input.fields),
		externalKey: reader.text('externalKey', input.externalKey),
	};
	return { pipeline, deal, stage, reader };
}

async function create(tx: DeskTransaction, input: CreateDeal): Promise<DealMade> {
	const { pipeline, deal, stage, reader } = await read(tx, input);
	reader.settle();
	const made = await openDeal(tx, pipeline as Pipeline, deal, stage);
	const { id } = made.deal;
	if (made.created) await keepRequestOfDeal(tx, made.deal);
	return { dealId: id, created: made.created, ...viewDeal(made.deal, pipeline ?? undefined, await loadPeople(tx)) };
}

/**
 * Makes a deal by hand or from another system (R-DEAL-1). A lead becomes one by `convertLead`.
 * @throws {InvalidInputError} with all faults
 */
export async function createDeal(workspace: Workspace, input: CreateDeal, call: Call): Promise<EffectOutcome<DealMade>> {
	return await workspace.effect(call, 'deal', async (tx) => await create(tx, input));
}
