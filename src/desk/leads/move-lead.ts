import type { Call } from '../../call';
import { InputReader } from '../../crm/input-reader';
import { leads } from '../../store/crm-tables';
import { loadPeople } from '../organisation/people';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { enterLeadStage } from './enter-lead-stage';
import { viewLead } from './lead-view';
import type { LeadView } from './lead-view';

export interface MoveLead {
	readonly leadId: number;
	/** Code of the stage to enter; the present one begins a new stay (R-LEAD-5). */
	readonly stage: string;
	/** Why, in words. A lost stage needs it, here or as `fields.reason`. */
	readonly reason?: string | null;
	/** The agreed time of the next call, ms; "call later" and "postponed" need one in the future. Null empties it. */
	readonly callAt?: number | null;
	readonly fields?: Readonly<Record<string, unknown>> | null;
}

/** The lead as it stands now, and the stage it came from. */
export interface LeadMoveResult extends LeadView {
	readonly leadId: number;
	readonly from: string;
}

async function move(tx: DeskTransaction, input: MoveLead): Promise<LeadMoveResult> {
	const reader = new InputReader();
	const stage = reader.required('stage', input.stage);
	const reason = reader.text('reason', input.reason, reader.limits.fieldValue);
	const callAt = input.callAt === undefined ? undefined : reader.instant('callAt', input.callAt);
	const fields = reader.fields('fields', input.fields);
	reader.settle();
	const before = await leads.lock(tx, input.leadId);
	const { lead, pipeline } = await enterLeadStage(tx, before, { stage, reason, ...(callAt !== undefined && { callAt }), fields });
	return { leadId: lead.id, from: before.stage, ...viewLead(lead, pipeline, await loadPeople(tx)) };
}

/**
 * Moves a lead to another stage of the funnel (R-LEAD-2). What was pending for the stage it leaves is cancelled.
 * @throws {MoveRefusedError} listing the allowed stages
 * @throws {InvalidInputError} when the stage needs a time or a reason that is missing
 */
export async function moveLead(workspace: Workspace, input: MoveLead, call: Call): Promise<EffectOutcome<LeadMoveResult>> {
	return await workspace.effect(call, 'lead move', async (tx) => await move(tx, input));
}
