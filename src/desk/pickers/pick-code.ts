import { loadPipelines } from '../../store/pipelines';
import { loadRegisters } from '../../store/registers';
import { loadPeople } from '../organisation/people';
import type { Workspace } from '../workspace';

/** A code of the workspace's own data with what people call it. */
export interface Choice {
	readonly code: string;
	readonly title: string;
}

const choice = (code: string, title: string): Choice => ({ code, title });

export async function pickPipelines(workspace: Workspace, subject?: 'lead' | 'deal'): Promise<Choice[]> {
	const pipelines = await workspace.read(loadPipelines);
	return pipelines.filter((pipeline) => subject === undefined || pipeline.subject === subject).map(({ code, title }) => choice(code, title));
}

export async function pickDepartments(workspace: Workspace): Promise<Choice[]> {
	return [...(await workspace.read(loadPeople)).departments.values()].map(({ code, name }) => choice(code, name));
}

/** Stages of the named pipelines, in their order; of all when none is named. A code that several share is listed once. */
export async function pickStages(workspace: Workspace, pipelines: readonly string[] = []): Promise<Choice[]> {
	const all = await workspace.read(loadPipelines);
	const chosen = all.filter((pipeline) => pipelines.length === 0 || pipelines.includes(pipeline.code));
	const stages = chosen.flatMap((pipeline) => pipeline.stages.map((stage) => choice(stage.code, chosen.length === 1 ? stage.title : `${stage.title} (${pipeline.title})`)));
	return onceByCode(stages);
}

export async function pickRegisters(workspace: Workspace): Promise<Choice[]> {
	return (await workspace.read(loadRegisters)).map(({ code, title }) => choice(code, title));
}

/** Statuses of the named registers, in their order; of all when none is named. */
export async function pickStatuses(workspace: Workspace, registers: readonly string[] = []): Promise<Choice[]> {
	const all = await workspace.read(loadRegisters);
	const chosen = all.filter((register) => registers.length === 0 || registers.includes(register.code));
	const statuses = chosen.flatMap((register) => register.statuses.map((status) => choice(status.code, chosen.length === 1 ? status.title : `${status.title} (${register.title})`)));
	return onceByCode(statuses);
}

/** Escalation rules that have run in this workspace. A new one is typed in. */
export async function pickRules(workspace: Workspace): Promise<Choice[]> {
	const rows = await workspace.read(async (query) => await query.all('select distinct rule from escalations order by rule'));
	return rows.map((row) => choice(String(row.rule), String(row.rule)));
}

function onceByCode(choices: readonly Choice[]): Choice[] {
	return choices.filter((one, index) => choices.findIndex((other) => other.code === one.code) === index);
}
