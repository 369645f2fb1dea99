import type { Call } from '../../call';
import { InputReader } from '../../crm/input-reader';
import { decideDealMove } from '../../crm/move-deal';
import { deals } from '../../store/crm-tables';
import { loadPeople } from '../organisation/people';
import { enterState } from '../subjects/enter-state';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';
import { pipelineOf, viewDeal } from './deal-view';
import type { DealView } from './deal-view';

export interface MoveDeal {
	readonly dealId: number;
	/** Code of a stage of the deal's pipeline; the present one begins a new stay. */
	readonly stage: string;
	readonly reason?: string | null;
	readonly fields?: Readonly<Record<string, unknown>> | null;
}

/** The deal as it stands now, and the stage it came from. */
export interface DealMoveResult extends DealView {
	readonly dealId: number;
	readonly from: string;
}

async function move(tx: DeskTransaction, input: MoveDeal): Promise<DealMoveResult> {
	const reader = new InputReader();
	const stage = reader.required('stage', input.stage);
	const reason = reader.text('reason', input.reason, reader.limits.fieldValue);
	const fields = reader.fields('fields', input.fields);
	reader.settle();
	const before = await deals.lock(tx, input.dealId);
	const pipeline = await pipelineOf(tx, before);
	const moved = decideDealMove(before, { stage, reason, fields }, pipeline, tx.now);
	const { id, ...values } = moved.deal;
	await deals.update(tx, id, values);
	await enterState(tx, {
		subject: { kind: 'deal', id },
		event: 'DealStageChanged',
		scope: pipeline.code,
		from: moved.from.code,
		fromTitle: moved.from.title,
		to: moved.to.code,
		cycle: moved.deal.stageCycle,
		data: moved.data,
	});
	return { dealId: id, from: before.stage, ...viewDeal(moved.deal, pipeline, await loadPeople(tx)) };
}

/**
 * Moves a deal within its pipeline (R-DEAL-1); won and lost are final. What was pending for the stage it leaves is cancelled.
 * @throws {MoveRefusedError} listing the allowed stages
 */
export async function moveDeal(workspace: Workspace, input: MoveDeal, call: Call): Promise<EffectOutcome<DealMoveResult>> {
	return await workspace.effect(call, 'deal move', async (tx) => await move(tx, input));
}
