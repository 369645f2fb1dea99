import type { Actor } from '../../call';
import { stageIn } from '../../crm/pipeline';
import { leads } from '../../store/crm-tables';
import type { Workspace } from '../workspace';
import { leadPipeline } from './lead-view';

/** One entry into a stage: who moved the lead, when, from where. */
export interface StageEntry {
	/** Null: the lead was made. */
	readonly from: string | null;
	readonly fromTitle: string | null;
	readonly to: string;
	readonly toTitle: string;
	readonly cycle: number;
	/** ms */
	readonly at: number;
	readonly actor: Actor;
}

/** The way of a lead through the funnel, oldest first (R-LEAD-2). @throws {NotFoundError} */
export async function leadHistory(workspace: Workspace, leadId: number): Promise<StageEntry[]> {
	return await workspace.read(async (query) => {
		const { id } = await leads.get(query, leadId);
		const pipeline = await leadPipeline(query);
		const titleOf = (code: string) => stageIn(pipeline, code)?.title ?? code;
		const rows = await query.all("select from_state, to_state, cycle, at, actor_json from stage_history where subject_kind = 'lead' and subject_id = :id order by id", { id });
		return rows.map((row) => {
			const from = row.from_state === null ? null : String(row.from_state);
			const to = String(row.to_state);
			return { from, fromTitle: from === null ? null : titleOf(from), to, toTitle: titleOf(to), cycle: Number(row.cycle), at: Number(row.at), actor: JSON.parse(String(row.actor_json)) as Actor };
		});
	});
}
