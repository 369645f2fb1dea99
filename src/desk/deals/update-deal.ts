import type { Call } from '../../call';
import { changesOf, mergeFields } from '../../crm/changes';
import type { Deal } from '../../crm/deal';
import { InputReader } from '../../crm/input-reader';
import { deals } from '../../store/crm-tables';
import { handOverEscalations } from '../escalations/hand-over-escalations';
import { loadPeople } from '../organisation/people';
import { readResponsible } from '../organisation/placement';
import { keepRequestOfDeal } from '../priority/client-requests';
import { restateDepartmentOfDeal } from '../reports/deal-moved-department';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { readAmount, readClient, readLegalEntity } from './deal-input';
import { pipelineOf, viewDeal } from './deal-view';
import type { DealView } from './deal-view';

/** What may change on a deal's card. Absent keeps what is there; null clears a link. The paid sum comes from payments alone (R-DEAL-2). */
export interface DealChanges {
	readonly title?: string | null;
	readonly companyId?: number | null;
	readonly contactId?: number | null;
	readonly responsibleId?: number | null;
	readonly legalEntityId?: number | null;
	readonly amountKopecks?: number | null;
	/** Merged over the present ones: a field that is not named stays. */
	readonly fields?: Readonly<Record<string, unknown>> | null;
}

export interface UpdateDeal {
	readonly dealId: number;
	readonly changes: DealChanges;
}

/** The deal as it stands now, and what was written. */
export interface DealUpdateResult extends DealView {
	readonly dealId: number;
	/** Names of the fields that really changed. */
	readonly changed: readonly string[];
}

async function read(tx: DeskTransaction, reader: InputReader, deal: Deal, changes: DealChanges): Promise<Partial<Deal>> {
	const client = await readClient(tx, reader, changes);
	const responsible = readResponsible(reader, 'responsibleId', changes.responsibleId, await loadPeople(tx));
	const amountKopecks = readAmount(reader, changes.amountKopecks);
	return {
		...(changes.title !== undefined && changes.title !== null && { title: reader.required('title', changes.title) }),
		...(changes.companyId !== undefined && { companyId: client.companyId }),
		...(changes.contactId !== undefined && { contactId: client.contactId }),
		// The deal goes with its manager: heads and reports follow the department of the person in charge.
		...(responsible && responsible.id !== deal.responsibleId && { responsibleId: responsible.id, departmentId: responsible.departmentId }),
		...(changes.legalEntityId !== undefined && { legalEntityId: await readLegalEntity(tx, reader, changes.legalEntityId) }),
		...(amountKopecks !== null && { amountKopecks }),
		fields: mergeFields(deal.fields, reader.fields('fields', changes.fields)),
	};
}

async function update(tx: DeskTransaction, { dealId, changes }: UpdateDeal): Promise<DealUpdateResult> {
	const deal = await deals.lock(tx, dealId);
	const reader = new InputReader();
	const wanted = await read(tx, reader, deal, changes);
	reader.settle();
	const { values, changed, before, after } = changesOf(deal, wanted);
	const updated: Deal = { ...deal, ...values, ...(changed.length > 0 && { updatedAt: tx.now }) };
	if (changed.length > 0) {
		const subject = { kind: 'deal' as const, id: dealId };
		await deals.update(tx, dealId, { ...values, updatedAt: tx.now });
		if (changed.includes('companyId')) await keepRequestOfDeal(tx, updated);
		if (changed.includes('responsibleId')) await handOverEscalations(tx, subject, updated.responsibleId);
		await tx.emit({ kind: 'DealUpdated', scope: deal.pipeline, subject, data: { title: updated.title, stage: updated.stage, responsibleId: updated.responsibleId, changed, before, after } });
		await restateDepartmentOfDeal(tx, deal, updated);
	}
	return { dealId, changed, ...viewDeal(updated, await pipelineOf(tx, updated), await loadPeople(tx)) };
}

/**
 * Changes a deal's card; writing what is there already changes nothing and makes no event. A deal that goes to another
 * department takes its payments along, closed months by restatement (R-PAY-3).
 * @throws {InvalidInputError} with all faults
 */
export async function updateDeal(workspace: Workspace, input: UpdateDeal, call: Call): Promise<EffectOutcome<DealUpdateResult>> {
	return await workspace.effect(call, 'deal change', async (tx) => await update(tx, input));
}
