import type { Lead } from '../../crm/lead';
import { LEAD_PIPELINE, stageIn } from '../../crm/pipeline';
import type { Pipeline, StageKind } from '../../crm/pipeline';
import { ConflictError } from '../../errors';
import type { People } from '../../organisation/recipients';
import type { Queryable } from '../../store/database';
import { findPipeline } from '../../store/pipelines';
import { nameOf } from '../organisation/placement';

/** A lead with the words for its codes. */
export interface LeadView extends Lead {
	readonly stageTitle: string;
	readonly stageKind: StageKind;
	readonly responsibleName: string | null;
	readonly departmentName: string | null;
}

/** @throws {ConflictError} when the workspace has lost its lead pipeline */
export async function leadPipeline(query: Queryable): Promise<Pipeline> {
	const pipeline = await findPipeline(query, LEAD_PIPELINE);
	if (!pipeline) throw new ConflictError(`The workspace has no pipeline "${LEAD_PIPELINE}"`, 'Save the lead pipeline again, with its stages.');
	return pipeline;
}

export function viewLead(lead: Lead, pipeline: Pipeline, people: People): LeadView {
	const stage = stageIn(pipeline, lead.stage);
	return {
		...lead,
		stageTitle: stage?.title ?? lead.stage,
		// A stage that is gone holds nobody: its leads may move on like open ones.
		stageKind: stage?.kind ?? 'open',
		responsibleName: nameOf(people, lead.responsibleId),
		departmentName: people.departments.get(lead.departmentId)?.name ?? null,
	};
}
