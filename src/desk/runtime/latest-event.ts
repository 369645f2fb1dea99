import { eventColumns, rowToEvent } from '../../journal/append-events';
import type { ConsumerFilter } from '../../journal/consumers';
import type { DeskEvent } from '../../journal/event';
import type { Workspace } from '../workspace';

export type { DeskEvent } from '../../journal/event';

const fields = ['scope', 'state', 'origin'] as const;

/** The latest event that a consumer with these filters would have been given; a sample for somebody who builds a workflow. */
export async function latestEvent(workspace: Workspace, filters: readonly ConsumerFilter[]): Promise<DeskEvent | undefined> {
	const params: Record<string, string> = {};
	const conditions = filters.map((filter, index) => {
		params[`kind${index}`] = filter.kind;
		const narrowed = fields.flatMap((field) => {
			const value = filter[field];
			if (value === undefined) return [];
			params[`${field}${index}`] = value;
			return [` and e.${field} = :${field}${index}`];
		});
		return `(e.kind = :kind${index}${narrowed.join('')})`;
	});
	if (conditions.length === 0) return undefined;
	const row = await workspace.read(async (query) => await query.get(`select ${eventColumns} from events e where ${conditions.join(' or ')} order by e.id desc limit 1`, params));
	return row && rowToEvent(row);
}
