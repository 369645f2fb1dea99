import { LEAD_PIPELINE, stageIn } from './pipeline';
import type { InputReader } from './input-reader';
import type { Pipeline, StageKind } from './pipeline';

export const stageKinds: readonly StageKind[] = ['open', 'won', 'lost'];

/** A pipeline as an operator writes it. */
export interface PipelineEdit {
	readonly code: string;
	readonly title: string;
	/** In order of the way through. */
	readonly stages: ReadonlyArray<{ readonly code: string; readonly title: string; readonly kind: string }>;
}

/** Records that stand on each stage of the present pipeline. */
export type StageUse = ReadonlyMap<string, number>;

const CODE = /^[a-z][a-z0-9_]{0,62}$/;

function readCode(reader: InputReader, field: string, value: unknown): string {
	const code = reader.required(field, value);
	if (code !== '' && !CODE.test(code)) reader.refuse(field, `"${code}" is not a code: lower-case letters, digits and underscores, beginning with a letter`);
	return code;
}

function refuseRemovals(reader: InputReader, edited: Pipeline, present: Pipeline, use: StageUse): void {
	const what = present.subject === 'lead' ? 'leads' : 'deals';
	for (const stage of present.stages) {
		const count = use.get(stage.code) ?? 0;
		if (count === 0) continue;
		const kept = stageIn(edited, stage.code);
		if (!kept) reader.refuse('stages', `"${stage.code}" cannot be removed: ${count} ${what} stand on it; move them first`);
		else if (kept.kind !== stage.kind) reader.refuse('stages', `"${stage.code}" cannot change from ${stage.kind} to ${kept.kind}: ${count} ${what} stand on it; move them first`);
	}
}

/**
 * Checks an edited pipeline (R-LEAD-2, R-DEAL-1): codes are unique, a way in and both ends exist, and no record is left on
 * a stage that is gone. Faults are kept in `reader`. There is one lead pipeline; every other one is for deals.
 * @param present null for a new pipeline
 */
export function checkPipelineEdit(reader: InputReader, edit: PipelineEdit, present: Pipeline | null, use: StageUse): Pipeline {
	const code = readCode(reader, 'code', edit.code);
	const stages = (edit.stages ?? []).map((stage, index) => ({
		code: readCode(reader, `stages[${index + 1}].code`, stage.code),
		title: reader.required(`stages[${index + 1}].title`, stage.title),
		kind: reader.oneOf(`stages[${index + 1}].kind`, stage.kind, stageKinds) ?? ('open' as const),
	}));
	const doubled = stages.filter((stage, index) => stages.findIndex((other) => other.code === stage.code) < index);
	for (const stage of doubled) reader.refuse('stages', `"${stage.code}" is there more than once`);
	for (const kind of stageKinds) if (!stages.some((stage) => stage.kind === kind)) reader.refuse('stages', `at least one ${kind} stage is needed`);
	const pipeline: Pipeline = { code, title: reader.required('title', edit.title), subject: code === LEAD_PIPELINE ? 'lead' : 'deal', stages };
	if (present) refuseRemovals(reader, pipeline, present, use);
	return pipeline;
}
