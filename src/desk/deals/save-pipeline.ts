import type { Call } from '../../call';
import { InputReader } from '../../crm/input-reader';
import { checkPipelineEdit } from '../../crm/pipeline-edit';
import type { PipelineEdit, StageUse } from '../../crm/pipeline-edit';
import type { Pipeline } from '../../crm/pipeline';
import { findPipeline, savePipeline as writePipeline } from '../../store/pipelines';
import type { DeskTransaction, EffectOutcome, Workspace } from '../workspace';

export interface PipelineSaved extends Pipeline {
	readonly created: boolean;
}

const usedStages: Record<Pipeline['subject'], string> = {
	lead: 'select stage, count(*) as n from leads group by stage',
	deal: 'select stage, count(*) as n from deals where pipeline = :code group by stage',
};

async function stageUse(tx: DeskTransaction, pipeline: Pipeline): Promise<StageUse> {
	const rows = await tx.all(usedStages[pipeline.subject], { code: pipeline.code });
	return new Map(rows.map((row) => [String(row.stage), Number(row.n)]));
}

/** The place among the pipelines: its own, or behind the last one. */
async function placeOf(tx: DeskTransaction, code: string): Promise<number> {
	const own = await tx.get(`select sort from pipelines where code = :code${tx.lockRows}`, { code });
	if (own) return Number(own.sort);
	const last = await tx.get('select max(sort) as sort from pipelines');
	return Number(last?.sort ?? -1) + 1;
}

async function save(tx: DeskTransaction, edit: PipelineEdit): Promise<PipelineSaved> {
	const reader = new InputReader();
	const place = await placeOf(tx, String(edit.code).trim());
	const present = (await findPipeline(tx, String(edit.code).trim())) ?? null;
	const pipeline = checkPipelineEdit(reader, edit, present, present === null ? new Map() : await stageUse(tx, present));
	reader.settle();
	await writePipeline(tx, pipeline, place);
	await tx.emit({ kind: 'WorkspaceChanged', scope: 'pipeline', state: pipeline.code, subject: { kind: 'workspace', id: 1 }, data: { title: pipeline.title, stages: pipeline.stages.map(({ code }) => code) } });
	return { ...pipeline, created: present === null };
}

/**
 * Writes a pipeline with its stages in the order given: a new «направление», or an edited one (R-LEAD-2, R-DEAL-1). A stage
 * that leads or deals stand on stays; a record that enters one in the very moment it is removed keeps it and may leave it.
 * @throws {InvalidInputError} with all faults, saying how many records stand on a stage to be removed
 */
export async function savePipeline(workspace: Workspace, edit: PipelineEdit, call: Call): Promise<EffectOutcome<PipelineSaved>> {
	return await workspace.effect(call, 'pipeline', async (tx) => await save(tx, edit));
}
