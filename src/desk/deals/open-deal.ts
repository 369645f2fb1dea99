import type { Deal } from '../../crm/deal';
import { dealFacts } from '../../crm/move-deal';
import { firstStage, stageIn } from '../../crm/pipeline';
import type { Pipeline } from '../../crm/pipeline';
import { ConflictError } from '../../errors';
import { deals } from '../../store/crm-tables';
import { enterState } from '../subjects/enter-state';
import type { DeskTransaction } from '../workspace';

export type NewDeal = Omit<Deal, 'id' | 'pipeline' | 'stage' | 'stageCycle' | 'stageSince' | 'paidKopecks' | 'createdAt' | 'updatedAt'>;

/**
 * Makes a deal on the first open stage (or the one named) in the caller's transaction, or answers the one that was made for
 * the same lead or external key: both columns are unique, so parallel calls make one deal (R-LEAD-6).
 */
export async function openDeal(tx: DeskTransaction, pipeline: Pipeline, deal: NewDeal, stageCode?: string): Promise<{ deal: Deal; created: boolean }> {
	const stage = (stageCode === undefined ? undefined : stageIn(pipeline, stageCode)) ?? firstStage(pipeline, 'open');
	const made = await deals.insertUnlessTaken(tx, { ...deal, pipeline: pipeline.code, stage: stage.code, stageCycle: 1, stageSince: tx.now, paidKopecks: 0, createdAt: tx.now, updatedAt: tx.now });
	if (!made) return { deal: await theOneBefore(tx, deal), created: false };
	const subject = { kind: 'deal' as const, id: made.id };
	const { title, companyId, contactId, leadId, responsibleId, legalEntityId, amountKopecks } = made;
	await tx.emit({ kind: 'DealCreated', scope: pipeline.code, state: stage.code, subject, data: { title, companyId, contactId, leadId, responsibleId, legalEntityId, amountKopecks } });
	await enterState(tx, { subject, event: 'DealStageChanged', scope: pipeline.code, from: null, fromTitle: null, to: stage.code, cycle: 1, data: dealFacts(made, stage) });
	return { deal: made, created: true };
}

async function theOneBefore(tx: DeskTransaction, { leadId, externalKey }: NewDeal): Promise<Deal> {
	const byLead = leadId === null ? undefined : await deals.first(tx, 'where lead_id = :leadId', { leadId });
	const known = byLead ?? (externalKey === null ? undefined : await deals.first(tx, 'where external_key = :externalKey', { externalKey }));
	if (!known) throw new ConflictError('The deal was made and removed at the same moment', 'Send the request again.');
	return known;
}
