import type { Pipeline } from '../../crm/pipeline';
import { loadPipelines } from '../../store/pipelines';
import type { Workspace } from '../workspace';

/** All pipelines with their stages in order: the lead funnel and the «направления» of deals (R-LEAD-2, R-DEAL-1). */
export async function listPipelines(workspace: Workspace, filter: { readonly subject?: Pipeline['subject'] } = {}): Promise<Pipeline[]> {
	const pipelines = await workspace.read(loadPipelines);
	return pipelines.filter((pipeline) => filter.subject === undefined || pipeline.subject === filter.subject);
}
