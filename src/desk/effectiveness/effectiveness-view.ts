import { LEAD_PIPELINE } from '../../crm/pipeline';
import type { EffectivenessReport, MetricFact, MetricRow } from '../../reports/effectiveness';
import { loadPipelines } from '../../store/pipelines';
import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';
import { effectiveness, listBehind } from './effectiveness';
import type { EffectivenessQuery } from './effectiveness';

/** A number with its names and, when asked for, the first facts of the list behind it. */
export interface NamedRow extends MetricRow {
	readonly managerName: string;
	readonly departmentName: string;
	readonly stageTitle: string | null;
	/** Where the stage stands on the way through all pipelines; those that are gone come last. */
	readonly stageOrder: number;
	readonly facts: readonly MetricFact[];
}

export interface EffectivenessView extends Omit<EffectivenessReport, 'rows'> {
	readonly zone: string;
	readonly rows: readonly NamedRow[];
}

export interface EffectivenessViewQuery extends EffectivenessQuery {
	/** IANA zone for the dates of the view. */
	readonly zone: string;
	/** How many facts of each list to bring along; 0 for none. */
	readonly factsPerNumber: number;
}

/** The effectiveness of managers with everything a page or a workbook shows (R-STAT-1). @throws {InvalidInputError} */
export async function viewEffectiveness(workspace: Workspace, asked: EffectivenessViewQuery): Promise<EffectivenessView> {
	const report = await effectiveness(workspace, asked);
	const { people, pipelines } = await workspace.read(async (query) => ({ people: await loadPeople(query), pipelines: await loadPipelines(query) }));
	const titleOf = (stage: string | null): string | null => {
		if (stage === null) return null;
		const [pipelineCode, code] = stage.includes('/') ? stage.split('/') : [LEAD_PIPELINE, stage];
		const pipeline = pipelines.find((candidate) => candidate.code === pipelineCode);
		const title = pipeline?.stages.find((candidate) => candidate.code === code)?.title ?? code ?? stage;
		return pipelineCode === LEAD_PIPELINE ? title : `${pipeline?.title ?? pipelineCode}: ${title}`;
	};
	const order = pipelines.flatMap((pipeline) => pipeline.stages.map(({ code }) => (pipeline.code === LEAD_PIPELINE ? code : `${pipeline.code}/${code}`)));
	const facts = new Map<MetricRow, MetricFact[]>();
	if (asked.factsPerNumber > 0) {
		for (const metric of new Set(report.rows.map((row) => row.metric))) {
			// One statement for each metric; the facts of a number are those of its manager, department and stage.
			const all = await listBehind(workspace, { ...asked, metric });
			for (const row of report.rows.filter((candidate) => candidate.metric === metric)) {
				facts.set(row, all.filter((fact) => fact.managerId === row.managerId && fact.departmentId === row.departmentId && fact.stage === row.stage).slice(0, asked.factsPerNumber));
			}
		}
	}
	const rows = report.rows.map((row) => ({
		...row,
		managerName: people.employees.get(row.managerId)?.name ?? `№ ${row.managerId}`,
		departmentName: people.departments.get(row.departmentId)?.name ?? `№ ${row.departmentId}`,
		stageTitle: titleOf(row.stage),
		stageOrder: row.stage === null || order.indexOf(row.stage) < 0 ? order.length : order.indexOf(row.stage),
		facts: facts.get(row) ?? [],
	}));
	return { from: report.from, to: report.to, zone: asked.zone, rows };
}
