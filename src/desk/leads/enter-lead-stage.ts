import type { Lead } from '../../crm/lead';
import { decideLeadMove } from '../../crm/move-lead';
import type { LeadMove } from '../../crm/move-lead';
import { LEAD_PIPELINE } from '../../crm/pipeline';
import type { Pipeline } from '../../crm/pipeline';
import { leads } from '../../store/crm-tables';
import type { Queryable } from '../../store/database';
import { enterState } from '../subjects/enter-state';
import type { DeskTransaction } from '../workspace';
import { leadPipeline } from './lead-view';

/** How often the lead entered the stage so far. */
async function visitsOf(query: Queryable, leadId: number, stage: string): Promise<number> {
	const row = await query.get("select count(*) as n from stage_history where subject_kind = 'lead' and subject_id = :leadId and to_state = :stage", { leadId, stage });
	return Number(row?.n ?? 0);
}

export interface LeadEntry {
	readonly lead: Lead;
	readonly pipeline: Pipeline;
}

/**
 * Moves a lead that this transaction has locked: decides, saves, and lets everything that hangs on the stage follow (R-LEAD-5).
 * @throws {MoveRefusedError | InvalidInputError} as `decideLeadMove`
 */
export async function enterLeadStage(tx: DeskTransaction, lead: Lead, move: LeadMove): Promise<LeadEntry> {
	const visits = await visitsOf(tx, lead.id, move.stage);
	const pipeline = await leadPipeline(tx);
	const moved = decideLeadMove(lead, move, pipeline, tx.now, visits);
	const { id, ...values } = moved.lead;
	await leads.update(tx, id, values);
	await enterState(tx, {
		subject: { kind: 'lead', id },
		event: 'LeadStageChanged',
		scope: LEAD_PIPELINE,
		from: moved.from.code,
		fromTitle: moved.from.title,
		to: moved.to.code,
		cycle: moved.lead.stageCycle,
		data: moved.data,
	});
	return { lead: moved.lead, pipeline };
}
