/** R-LEAD-2, R-DEAL-1. A stage is open, won or lost; won and lost end the way through the pipeline. */
export type StageKind = 'open' | 'won' | 'lost';

export interface Stage {
	readonly code: string;
	readonly title: string;
	readonly kind: StageKind;
}

export interface Pipeline {
	readonly code: string;
	readonly title: string;
	readonly subject: 'lead' | 'deal';
	/** In order of the way through. */
	readonly stages: readonly Stage[];
}

/** The code of the one lead pipeline. */
export const LEAD_PIPELINE = 'leads';

export function stageIn(pipeline: Pipeline, code: string): Stage | undefined {
	return pipeline.stages.find((stage) => stage.code === code);
}

export const codesOf = (pipeline: Pipeline, ...kinds: readonly StageKind[]): string[] => pipeline.stages.filter((stage) => kinds.includes(stage.kind)).map((stage) => stage.code);

/** Where a record starts, and the won stage it ends on. Every saved pipeline has both (crm/pipeline-edit.ts). */
export function firstStage(pipeline: Pipeline, kind: StageKind): Stage {
	const stage = pipeline.stages.find((candidate) => candidate.kind === kind);
	if (!stage) throw new RangeError(`Pipeline "${pipeline.code}" has no ${kind} stage`);
	return stage;
}

/** What people call the stages, by code. */
export const stageTitles = (pipeline: Pipeline): ReadonlyMap<string, string> => new Map(pipeline.stages.map(({ code, title }) => [code, title]));
