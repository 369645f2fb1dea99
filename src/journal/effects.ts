import type { Queryable, SqlTransaction } from '../store/database';
import type { EventCause } from './event';

/**
 * The effect ledger (R-CORE-2). One row per effect key:
 * `done`      the effect happened, `result` is what it answered, a repetition gets the same answer;
 * `reserved`  somebody may be acting outside the database right now;
 * `unknown`   somebody reserved and never confirmed: a person decides, nothing is repeated blindly.
 */
export type EffectState = 'done' | 'reserved' | 'unknown';

export interface Effect {
	readonly key: string;
	readonly kind: string;
	readonly state: EffectState;
	readonly result: unknown;
	readonly deliveryId: number | null;
	readonly reservedBy: string | null;
	readonly cause: EventCause;
	readonly note: string | null;
	readonly at: number;
}

const columns = 'key, kind, state, result_json, delivery_id, reserved_by, cause_json, note, at';

function rowToEffect(row: Record<string, unknown>): Effect {
	return {
		key: String(row.key),
		kind: String(row.kind),
		state: row.state as EffectState,
		result: row.result_json === null ? null : JSON.parse(String(row.result_json)),
		deliveryId: row.delivery_id === null ? null : Number(row.delivery_id),
		reservedBy: row.reserved_by === null ? null : String(row.reserved_by),
		cause: JSON.parse(String(row.cause_json)) as EventCause,
		note: row.note === null ? null : String(row.note),
		at: Number(row.at),
	};
}

export interface EffectClaim {
	readonly key: string;
	readonly kind: string;
	readonly deliveryId: number | null;
	readonly reservedBy: string | null;
	readonly cause: EventCause;
	readonly at: number;
}

/**
 * Takes the key. True: it is ours, and stays so when this transaction commits. False: it was taken before; on PostgreSQL a
 * concurrent taker is waited for, so the answer is final.
 */
export async function takeEffect(tx: SqlTransaction, claim: EffectClaim, state: 'done' | 'reserved'): Promise<boolean> {
	const taken = await tx.run(
		`insert into effects (key, kind, state, result_json, delivery_id, reserved_by, cause_json, note, at, settled_at)
			values (:key, :kind, :state, null, :deliveryId, :reservedBy, :cause, null, :at, null) on conflict (key) do nothing`,
		{ key: claim.key, kind: claim.kind, state, deliveryId: claim.deliveryId, reservedBy: claim.reservedBy, cause: JSON.stringify(claim.cause), at: claim.at },
	);
	return taken === 1;
}

/**
 * As `takeEffect` for many keys with one statement: answers those that are ours now. Each key is given once.
 */
export async function takeEffects(tx: SqlTransaction, claims: readonly EffectClaim[], state: 'done' | 'reserved'): Promise<ReadonlySet<string>> {
	if (claims.length === 0) return new Set();
	const taken = await tx.all(
		`insert into effects (key, kind, state, result_json, delivery_id, reserved_by, cause_json, note, at, settled_at)
			select r.value ->> 'key', r.value ->> 'kind', cast(:state as text), null, cast(r.value ->> 'deliveryId' as bigint), r.value ->> 'reservedBy', r.value ->> 'cause', null, cast(r.value ->> 'at' as bigint), null
			from ${tx.jsonRows('claims')} where true order by r.value ->> 'key' on conflict (key) do nothing returning key`,
		{ state, claims: JSON.stringify(claims.map((claim) => ({ ...claim, cause: JSON.stringify(claim.cause) }))) },
	);
	return new Set(taken.map(({ key }) => String(key)));
}

export async function findEffects(tx: SqlTransaction, keys: readonly string[]): Promise<ReadonlyMap<string, Effect>> {
	if (keys.length === 0) return new Map();
	const rows = await tx.all(`select ${columns} from effects where key in (select r.value ->> 'key' from ${tx.jsonRows('keys')})`, { keys: JSON.stringify(keys.map((key) => ({ key }))) });
	return new Map(rows.map((row) => [String(row.key), rowToEffect(row)]));
}

export async function findEffect(query: Queryable, key: string): Promise<Effect | undefined> {
	const row = await query.get(`select ${columns} from effects where key = :key`, { key });
	return row && rowToEffect(row);
}

export async function lockEffect(tx: SqlTransaction, key: string): Promise<Effect | undefined> {
	const row = await tx.get(`select ${columns} from effects where key = :key${tx.lockRows}`, { key });
	return row && rowToEffect(row);
}

/** Keeps what the effect answered, for repetitions of the same cause. */
export async function keepResult(tx: Pick<Queryable, 'run'>, key: string, result: unknown, at: number): Promise<void> {
	await tx.run("update effects set state = 'done', result_json = :result, settled_at = :at where key = :key", { key, result: JSON.stringify(result ?? null), at });
}

/** As `keepResult` for many keys with one statement. */
export async function keepResults(tx: Pick<SqlTransaction, 'run' | 'jsonRows'>, results: ReadonlyArray<{ readonly key: string; readonly result: unknown }>, at: number): Promise<void> {
	if (results.length === 0) return;
	await tx.run(
		`update effects set state = 'done', result_json = r.value ->> 'result', settled_at = :at from ${tx.jsonRows('results')} where effects.key = r.value ->> 'key'`,
		{ results: JSON.stringify(results.map(({ key, result }) => ({ key, result: JSON.stringify(result ?? null) }))), at },
	);
}

export async function markUnknown(tx: SqlTransaction, key: string, note: string): Promise<void> {
	await tx.run("update effects set state = 'unknown', note = :note where key = :key and state = 'reserved'", { key, note });
}

/** Gives the key back: the effect certainly did not happen and may be tried again. */
export async function releaseEffect(tx: SqlTransaction, key: string): Promise<boolean> {
	return (await tx.run("delete from effects where key = :key and state in ('reserved', 'unknown')", { key })) === 1;
}

export async function listOpenEffects(query: Queryable, limit: number): Promise<Effect[]> {
	return (await query.all(`select ${columns} from effects where state in ('reserved', 'unknown') order by at limit :limit`, { limit })).map(rowToEffect);
}
