import { MoveRefusedError } from '../errors';
import { mergeFields } from './changes';
import type { Deal } from './deal';
import type { FieldValue } from './input-reader';
import { codesOf, stageIn, stageTitles } from './pipeline';
import type { Pipeline, Stage } from './pipeline';

export interface DealMove {
	readonly stage: string;
	readonly reason?: string | null;
	readonly fields?: Readonly<Record<string, FieldValue>>;
}

export interface DealMoved {
	readonly deal: Deal;
	readonly from: { readonly code: string; readonly title: string };
	readonly to: Stage;
	readonly data: Readonly<Record<string, unknown>>;
}

/** An open deal may go anywhere in its pipeline; won and lost are final (R-DEAL-1). */
export function allowedDealStages(deal: Pick<Deal, 'stage'>, pipeline: Pipeline): string[] {
	const kind = stageIn(pipeline, deal.stage)?.kind;
	return kind === 'won' || kind === 'lost' ? [] : codesOf(pipeline, 'open', 'won', 'lost');
}

/** What the event of entering a stage says about the deal. */
export function dealFacts(deal: Deal, stage: Stage): Record<string, unknown> {
	return { title: deal.title, stageTitle: stage.title, stageKind: stage.kind, responsibleId: deal.responsibleId, companyId: deal.companyId, leadId: deal.leadId };
}

/**
 * Decides a move of a deal. Entering the same open stage again is a new stay.
 * @param now ms
 * @throws {MoveRefusedError} with the allowed stages
 */
export function decideDealMove(deal: Deal, move: DealMove, pipeline: Pipeline, now: number): DealMoved {
	const allowed = allowedDealStages(deal, pipeline);
	const target = stageIn(pipeline, move.stage);
	if (!target || !allowed.includes(target.code)) {
		throw new MoveRefusedError(`Deal ${deal.id}`, deal.stage, move.stage, allowed, target ? '' : `the pipeline "${pipeline.title}" has no such stage`, stageTitles(pipeline));
	}
	const moved: Deal = { ...deal, stage: target.code, stageCycle: deal.stageCycle + 1, stageSince: now, fields: mergeFields(deal.fields, move.fields ?? {}), updatedAt: now };
	return { deal: moved, from: { code: deal.stage, title: stageIn(pipeline, deal.stage)?.title ?? deal.stage }, to: target, data: { ...dealFacts(moved, target), reason: move.reason?.trim() || null } };
}
