import { setTimeout as pause } from 'node:timers/promises';

import type { SqlTransaction } from '../store/database';
import { DEFAULT_MOST_ATTEMPTS } from './backoff';
import { acknowledge, claimDeliveries, failDeliveries, LEASE_MS, release, renewLease } from './deliveries';
import type { Claim, ClaimKind, Delivery, FailedDelivery } from './deliveries';

/** How the run that a batch was handed to ended. Only `succeeded` counts as done (architecture decision 11). */
export type Verdict =
	| { readonly kind: 'succeeded' }
	| { readonly kind: 'failed'; readonly error: string }
	/** Repeating cannot help: park at once, so a person looks. */
	| { readonly kind: 'refused'; readonly error: string }
	/** The run never began (the process is stopping): give the batch back, the attempt does not count. */
	| { readonly kind: 'not_started' };

export interface PumpStore {
	transaction<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T>;
	leaseClock(): Promise<number>;
}

export interface PumpOptions {
	readonly consumer: string;
	/** Most deliveries handed to one workflow run. */
	readonly batchSize: number;
	readonly mostAttempts?: number;
	readonly leaseMs?: number;
	/** A run longer than this is given up: its lease is no longer renewed and another attempt begins. */
	readonly longestRunMs?: number;
	/** Pauses between attempts to save a verdict. In all well within what is left of a lease after its last renewal. */
	readonly settlePausesMs?: readonly number[];
	/** Hands a batch to the workflow and answers when the run has ended. */
	readonly run: (deliveries: readonly Delivery[]) => Promise<Verdict>;
	/** Told of deliveries that failed, in the transaction that marks them: the place to write the event "parked". */
	readonly onFailed?: (tx: SqlTransaction, failed: readonly FailedDelivery[], error: string) => Promise<void>;
}

/** Fifty letters through a slow mail server are well within it. Whoever never hears of the end of a run (Redis lost its data) is held up no longer. */
const LONGEST_RUN_MS = 900_000;
const SETTLE_PAUSES_MS = [200, 1_000, 4_000] as const;

/**
 * Hands the deliveries of one consumer to its workflow, batch by batch: claim under a lease, run, acknowledge (R-CORE-1).
 * One batch at a time, because an n8n execution is the expensive part; more items in a batch, not more executions.
 */
export class Pump {
	private stopped = false;
	private running: Promise<void> | null = null;
	private lookAgain = false;
	private prefer: ClaimKind | undefined;

	constructor(
		private readonly store: PumpStore,
		private readonly options: PumpOptions,
	) {}

	get consumer(): string {
		return this.options.consumer;
	}

	/** Works off what is due now. Called while it works, it makes the loop look once more before it ends. */
	async drain(): Promise<void> {
		if (this.stopped) return;
		this.lookAgain = true;
		this.running ??= this.loop().finally(() => {
			this.running = null;
		});
		await this.running;
	}

	/** No further batch begins; resolves when the batch in hand has its verdict. */
	async stop(): Promise<void> {
		this.stopped = true;
		// An error of the loop is told to whoever called drain().
		await this.running?.catch(() => undefined);
	}

	private async loop(): Promise<void> {
		while (!this.stopped && this.lookAgain) {
			this.lookAgain = false;
			await this.workOff();
		}
	}

	/** Batch after batch, until nothing is due or the workflow does not start just now. */
	private async workOff(): Promise<void> {
		let claim = await this.claim();
		while (claim.kind !== null) {
			// Taken in turns: neither do many retries hold up what is fresh, nor a backlog the retries.
			this.prefer = claim.kind === 'alone' ? 'batch' : 'alone';
			let next: Claim | undefined;
			if (claim.deliveries.length > 0) {
				const verdict = this.stopped ? ({ kind: 'not_started' } as const) : await this.runUnderLease(claim);
				next = await this.settlePatiently(claim, verdict);
				if (verdict.kind === 'not_started') return;
			}
			if (this.stopped && !next) return;
			claim = next ?? (await this.claim());
		}
	}

	private async claim(): Promise<Claim> {
		const now = await this.store.leaseClock();
		return await this.store.transaction(async (tx) => await this.claimIn(tx, now));
	}

	private async claimIn(tx: SqlTransaction, now: number): Promise<Claim> {
		const { consumer, batchSize, leaseMs = LEASE_MS } = this.options;
		const { prefer } = this;
		return await claimDeliveries(tx, consumer, { now, leaseMs, most: batchSize, ...(prefer && { prefer }) });
	}

	private async runUnderLease(claim: Claim): Promise<Verdict> {
		const { leaseMs = LEASE_MS, longestRunMs = LONGEST_RUN_MS } = this.options;
		const givenUpAt = performance.now() + longestRunMs;
		const renewal = setInterval(() => {
			if (performance.now() > givenUpAt) clearInterval(renewal);
			// A renewal that fails needs no answer: the lease runs out and another attempt is fenced against this one.
			else void this.renew(claim.token, leaseMs).catch(() => undefined);
		}, leaseMs / 3);
		// Neither keeps a process from ending: what it leaves behind is recovered when the lease has run out.
		renewal.unref();
		let timeout: NodeJS.Timeout | undefined;
		const tooLong = new Promise<Verdict>((resolve) => {
			timeout = setTimeout(() => resolve({ kind: 'failed', error: `The workflow ran longer than ${Math.round(longestRunMs / 60_000)} minutes.` }), longestRunMs);
			timeout.unref();
		});
		try {
			return await Promise.race([this.options.run(claim.deliveries), tooLong]);
		} catch (error) {
			return { kind: 'failed', error: error instanceof Error ? error.message : String(error) };
		} finally {
			clearInterval(renewal);
			clearTimeout(timeout);
		}
	}

	private async renew(token: string, leaseMs: number): Promise<void> {
		const now = await this.store.leaseClock();
		await this.store.transaction(async (tx) => await renewLease(tx.last, token, now + leaseMs));
	}

	/**
	 * A verdict that could not be saved means that a run is repeated, so a database that is away for a moment is waited for, within
	 * the lease. Answers the batch that was claimed along with it, if one was.
	 */
	private async settlePatiently(claim: Claim, verdict: Verdict): Promise<Claim | undefined> {
		for (const pauseMs of this.options.settlePausesMs ?? SETTLE_PAUSES_MS) {
			try {
				return await this.settle(claim, verdict);
			} catch {
				await pause(pauseMs);
			}
		}
		return await this.settle(claim, verdict);
	}

	private async settle(claim: Claim, verdict: Verdict): Promise<Claim | undefined> {
		const now = await this.store.leaseClock();
		return await this.store.transaction(async (tx) => {
			if (verdict.kind === 'succeeded') {
				// The next batch is taken in the same transaction: while a backlog is worked off, that halves what the disk is waited for.
				await acknowledge(this.stopped ? tx.last : tx, claim.token, now);
				return this.stopped ? undefined : await this.claimIn(tx, now);
			}
			if (verdict.kind === 'not_started') return void (await release(tx.last, claim.token));
			const failure = { error: verdict.error, mostAttempts: this.options.mostAttempts ?? DEFAULT_MOST_ATTEMPTS, now };
			const failed = await failDeliveries(tx, claim.token, failure, verdict.kind === 'refused');
			return void (await this.options.onFailed?.(tx, failed, verdict.error));
		});
	}
}
