import type { Pipeline, StageKind } from '../crm/pipeline';
import type { Queryable, SqlTransaction } from './database';

/** Writes a pipeline with its stages, replacing what it was. */
export async function savePipeline(tx: SqlTransaction, pipeline: Pipeline, sort: number): Promise<void> {
	const { code, title, subject } = pipeline;
	await tx.run(
		`insert into pipelines (code, title, subject, sort) values (:code, :title, :subject, :sort)
			on conflict (code) do update set title = excluded.title, subject = excluded.subject, sort = excluded.sort`,
		{ code, title, subject, sort },
	);
	await tx.run('delete from stages where pipeline = :code', { code });
	for (const [index, stage] of pipeline.stages.entries()) {
		await tx.run('insert into stages (pipeline, code, title, kind, sort) values (:pipeline, :code, :title, :kind, :sort)', { pipeline: code, code: stage.code, title: stage.title, kind: stage.kind, sort: index });
	}
}

export async function loadPipelines(query: Queryable): Promise<Pipeline[]> {
	const heads = await query.all('select code, title, subject from pipelines order by sort, code');
	const rows = await query.all('select pipeline, code, title, kind from stages order by pipeline, sort');
	return heads.map((head) => ({
		code: String(head.code),
		title: String(head.title),
		subject: head.subject as Pipeline['subject'],
		stages: rows.filter((row) => row.pipeline === head.code).map((row) => ({ code: String(row.code), title: String(row.title), kind: row.kind as StageKind })),
	}));
}

export async function findPipeline(query: Queryable, code: string): Promise<Pipeline | undefined> {
	return (await loadPipelines(query)).find((pipeline) => pipeline.code === code);
}
