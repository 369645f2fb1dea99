import type { Deal } from '../../crm/deal';
import { stageIn } from '../../crm/pipeline';
import type { Pipeline, StageKind } from '../../crm/pipeline';
import { ConflictError } from '../../errors';
import type { People } from '../../organisation/recipients';
import type { Queryable } from '../../store/database';
import { findPipeline } from '../../store/pipelines';
import { nameOf } from '../organisation/placement';

/** A deal with the words for its codes. */
export interface DealView extends Deal {
	readonly pipelineTitle: string;
	readonly stageTitle: string;
	readonly stageKind: StageKind;
	readonly responsibleName: string | null;
	readonly departmentName: string | null;
}

/** @throws {ConflictError} when the deal's pipeline is gone */
export async function pipelineOf(query: Queryable, deal: Deal): Promise<Pipeline> {
	const pipeline = await findPipeline(query, deal.pipeline);
	if (!pipeline) throw new ConflictError(`The pipeline "${deal.pipeline}" of deal ${deal.id} does not exist any more`, 'Save the pipeline again, with its stages.');
	return pipeline;
}

export function viewDeal(deal: Deal, pipeline: Pipeline | undefined, people: People): DealView {
	const stage = pipeline && stageIn(pipeline, deal.stage);
	return {
		...deal,
		pipelineTitle: pipeline?.title ?? deal.pipeline,
		stageTitle: stage?.title ?? deal.stage,
		stageKind: stage?.kind ?? 'open',
		responsibleName: nameOf(people, deal.responsibleId),
		departmentName: people.departments.get(deal.departmentId)?.name ?? null,
	};
}
