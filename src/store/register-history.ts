import type { Actor } from '../call';
import type { EntryChange } from '../registers/entry-change';
import type { Queryable, SqlTransaction } from './database';

/** Who changed what in a register entry, and when (R-REG-1). */
export interface HistoryRecord extends EntryChange {
	readonly id: number;
	readonly entryId: number;
	readonly at: number;
	readonly actor: Actor;
}

export async function appendHistory(tx: SqlTransaction, record: Omit<HistoryRecord, 'id'>): Promise<void> {
	const { entryId, at, actor, ...change } = record;
	await tx.run('insert into register_history (entry_id, at, actor_json, change_json) values (:entryId, :at, :actor, :change)', {
		entryId,
		at,
		actor: JSON.stringify(actor),
		change: JSON.stringify(change),
	});
}

/** Oldest first. */
export async function loadHistory(query: Queryable, entryId: number): Promise<HistoryRecord[]> {
	const rows = await query.all('select id, at, actor_json, change_json from register_history where entry_id = :entryId order by id', { entryId });
	return rows.map((row) => ({
		id: Number(row.id),
		entryId,
		at: Number(row.at),
		actor: JSON.parse(String(row.actor_json)) as Actor,
		...(JSON.parse(String(row.change_json)) as EntryChange),
	}));
}
