import type { Call } from '../call';
import { ConflictError } from '../errors';
import { appendEvent, appendEvents } from '../journal/append-events';
import { findEffect, findEffects, keepResult, keepResults, takeEffect, takeEffects } from '../journal/effects';
import type { Effect, EffectClaim } from '../journal/effects';
import type { EventCause, NewEvent } from '../journal/event';
import { escalationMovedOn } from '../journal/moved-on';
import { lastly } from '../store/database';
import type { Database, Queryable, SqlTransaction } from '../store/database';

/** The transaction a use case works in: storage plus the instant and the call it works for. */
export interface DeskTransaction extends SqlTransaction {
	/** Workspace clock at the start of the transaction, ms. Decisions take time from here and nowhere else (R-CORE-5). */
	readonly now: number;
	readonly call: Call;
	/** Writes an event together with the change (R-CORE-1). Answers the event's id. */
	emit(event: NewEvent): Promise<number>;
	/** As `emit` for many events, with few statements. */
	emitAll(events: readonly NewEvent[]): Promise<void>;
}

/** What a repeated or overtaken effect answers instead of happening. */
export type EffectOutcome<T> =
	| { readonly kind: 'done'; readonly result: T }
	/** The same cause had this effect before; `result` is what it answered then. */
	| { readonly kind: 'repeated'; readonly result: T }
	/** The subject moved on since the event: nothing happens (R-CORE-3). */
	| { readonly kind: 'overtaken'; readonly reason: string };

export interface WorkspaceSettings {
	/** Where people reach n8n, for links in notices; no slash at the end. */
	readonly publicUrl: string;
}

export interface WorkspaceInfo {
	readonly name: string;
	readonly mode: 'live' | 'sandbox';
	readonly settings: WorkspaceSettings;
	readonly clockOffsetMs: number;
	readonly clockTargetAt: number | null;
}

export function causeOf(call: Call): EventCause {
	return {
		actor: call.actor,
		...(call.workflow && { workflow: call.workflow }),
		...(call.node && { node: call.node }),
		...(call.executionId !== null && { executionId: call.executionId }),
		...(call.deliveryId !== null && { deliveryId: call.deliveryId }),
	};
}

/** One call may have effects of several kinds; a repetition must not be answered with another's result. */
const ledgerKey = (effectKey: string, kind: string): string => `${effectKey} ${kind}`;

/** What the ledger kept of the first time, as the answer to a repetition. */
function asRepeated<T>(key: string, effect: Effect | undefined): EffectOutcome<T> {
	const outcome = effect?.result as EffectOutcome<T> | null | undefined;
	if (!outcome) throw new ConflictError(`The ledger holds no answer for "${key}": it was reserved or released by somebody else`, 'Look at the open effects of the workspace and settle this one.');
	return outcome.kind === 'overtaken' ? outcome : { kind: 'repeated', result: outcome.result };
}

/** One company's data, opened once per process and credential. Use cases are functions that take it as their first argument. */
export class Workspace {
	private readonly wakeUps = new Set<() => void>();

	constructor(
		readonly database: Database,
		/** `live` and `sandbox` never change after the workspace was made. */
		readonly mode: 'live' | 'sandbox',
		/** The machine's clock, ms; injected so that tests own time. */
		private readonly systemClock: () => number = Date.now,
	) {}

	async info(query: Queryable): Promise<WorkspaceInfo> {
		const row = await query.get('select name, mode, settings_json, clock_offset_ms, clock_target_at from workspace where id = 1');
		if (!row) throw new ConflictError('The workspace has no description row', 'Restore the database from a backup.');
		return {
			name: String(row.name),
			mode: row.mode as 'live' | 'sandbox',
			settings: JSON.parse(String(row.settings_json)) as WorkspaceSettings,
			clockOffsetMs: Number(row.clock_offset_ms),
			clockTargetAt: row.clock_target_at === null ? null : Number(row.clock_target_at),
		};
	}

	/**
	 * The workspace's present, ms: the machine's clock, in a sandbox moved by the offset kept in the database. While a sandbox
	 * is played its clock stands between the jumps, so that everything happens at the very instant it was due.
	 */
	async now(query: Queryable): Promise<number> {
		if (this.mode === 'live') return this.systemClock();
		const row = await query.get('select clock_offset_ms, clock_stands_at from workspace where id = 1');
		const standsAt = row?.clock_stands_at ?? null;
		return standsAt === null ? this.systemClock() + Number(row?.clock_offset_ms ?? 0) : Number(standsAt);
	}

	/** The offset with which a sandbox's clock, running on, shows this instant now, ms. */
	offsetTo(instant: number): number {
		return instant - this.systemClock();
	}

	/** One transaction of a use case: rows, events, timers and ledger commit together or not at all. */
	async transaction<T>(call: Call, work: (tx: DeskTransaction) => Promise<T>): Promise<T> {
		return await this.database.transaction(async (tx) => await work(await this.deskTransaction(tx, call)));
	}

	private async deskTransaction(tx: SqlTransaction, call: Call): Promise<DeskTransaction> {
		const now = await this.now(tx);
		const cause = causeOf(call);
		let woken = false;
		const wakeOnce = () => {
			if (!woken) tx.afterCommit(() => this.wake());
			woken = true;
		};
		return {
			...tx,
			now,
			call,
			emit: async (event) => {
				wakeOnce();
				return await appendEvent(tx, event, now, cause);
			},
			emitAll: async (events) => {
				if (events.length > 0) wakeOnce();
				await appendEvents(tx, events, now, cause);
			},
		};
	}

	/**
	 * Makes an effect happen exactly once for the call's cause (R-CORE-2): the ledger key and the effect are one transaction.
	 * A call without a key is not protected; only operations that are safe to repeat are called so.
	 * @param kind what the effect is, for the operator: "notification", "task", "contract number" … It is part of the key, so
	 * never reword one that was released: a call may have several effects, and each happens once.
	 */
	async effect<T>(call: Call, kind: string, work: (tx: DeskTransaction) => Promise<T>): Promise<EffectOutcome<T>> {
		return await this.transaction(call, async (tx) => {
			const key = call.effectKey === null ? null : ledgerKey(call.effectKey, kind);
			if (key !== null) {
				const taken = await takeEffect(tx, { key, kind, deliveryId: call.deliveryId, reservedBy: call.executionId, cause: causeOf(call), at: tx.now }, 'done');
				if (!taken) return asRepeated<T>(key, await findEffect(tx, key));
			}
			// Between the claim and this line a person may have reacted; the same transaction that acts looks once more.
			const reason = call.deliveryId === null ? null : await escalationMovedOn(tx, call.deliveryId);
			const outcome: EffectOutcome<T> = reason === null ? { kind: 'done', result: await work(tx) } : { kind: 'overtaken', reason };
			if (key !== null) await keepResult(tx.last, key, outcome, tx.now);
			return outcome;
		});
	}

	/**
	 * As `effect` for many effects of one cause in one transaction: each has a key of its own and happens once by itself, and all
	 * that are new commit together. When the work throws, none happened; whoever calls does them one by one then, so that one
	 * that cannot be done does not keep the others from happening.
	 * @param call where all of them were called from; its own key is not used
	 * @param keys what `call.effectKey` would be for each; one that is given twice happens for the first of them
	 * @param work makes those effects whose places in `keys` it is given, and answers their results in that order
	 */
	async effects<T>(call: Call, kind: string, keys: readonly string[], work: (tx: DeskTransaction, places: readonly number[]) => Promise<readonly T[]>): Promise<Array<EffectOutcome<T>>> {
		return await this.transaction({ ...call, effectKey: null }, async (tx) => {
			const inLedger = keys.map((key) => ledgerKey(key, kind));
			const claim = (key: string): EffectClaim => ({ key, kind, deliveryId: call.deliveryId, reservedBy: call.executionId, cause: causeOf(call), at: tx.now });
			const taken = await takeEffects(tx, [...new Set(inLedger)].map(claim), 'done');
			const fresh = inLedger.flatMap((key, place) => (taken.has(key) && inLedger.indexOf(key) === place ? [place] : []));
			const reason = call.deliveryId === null || fresh.length === 0 ? null : await escalationMovedOn(tx, call.deliveryId);
			const results = reason === null ? await work(tx, fresh) : [];
			const made = new Map(fresh.map((place, index): [number, EffectOutcome<T>] => [place, reason === null ? { kind: 'done', result: results[index] as T } : { kind: 'overtaken', reason }]));
			const others = inLedger.filter((_, place) => !made.has(place));
			// An effect of before whose outcome is unknown throws, and what is new then does not happen either: only without any is this the last statement.
			await keepResults(others.length === 0 ? lastly(tx) : tx, fresh.map((place) => ({ key: inLedger[place] as string, result: made.get(place) })), tx.now);
			const before = await findEffects(tx, others);
			return inLedger.map((key, place) => made.get(place) ?? asRepeated<T>(key, before.get(key)));
		});
	}

	async read<T>(work: (query: Queryable) => Promise<T>): Promise<T> {
		return await this.database.read(work);
	}

	/** Hears of commits that wrote events, in this process only; other processes are found by the poll. */
	onWake(listener: () => void): () => void {
		this.wakeUps.add(listener);
		return () => this.wakeUps.delete(listener);
	}

	wake(): void {
		for (const listener of [...this.wakeUps]) listener();
	}
}
